import { env } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { connectStripe, hasStripe } from './connect.ts'

const production = {
  ...env,
  ENVIRONMENT: 'production',
  STRIPE_API_URL: undefined,
  STRIPE_SECRET_KEY: 'sk_live_x',
}

it('uses no key in production that was made on somebody’s own machine', () => {
  expect(() => connectStripe(production)).not.toThrow()
  const local = { ...production, STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY }
  expect(() => connectStripe(local)).toThrow('local Stripe keys')
  const elsewhere = { ...production, STRIPE_API_URL: 'http://localhost:8790' }
  expect(() => connectStripe(elsewhere)).toThrow('local Stripe keys')
})

it('is not there without a key', () => {
  const none = { ...production, STRIPE_SECRET_KEY: '' }
  expect(hasStripe(none)).toBe(false)
  expect(() => connectStripe(none)).toThrow('not set')
})
