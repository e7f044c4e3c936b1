import Stripe from 'stripe'

/** Whether the deployment has a Stripe account at all. */
export const hasStripe = (env: Env): boolean => Boolean(env.STRIPE_SECRET_KEY)

/** Keys that were made on somebody's own machine, or an address that is not Stripe's. */
export const isLocalStripe = (env: Env): boolean =>
  Boolean(env.STRIPE_API_URL) || (env.STRIPE_SECRET_KEY ?? '').startsWith('sk_test_local')

/**
 * Stripe by its own library. `STRIPE_API_URL` is set only on a developer's machine.
 * @throws Error without a key, and for local keys in production
 */
export function connectStripe(env: Env): Stripe {
  if (!hasStripe(env)) throw new Error('STRIPE_SECRET_KEY is not set')
  if (env.ENVIRONMENT === 'production' && isLocalStripe(env))
    throw new Error('local Stripe keys in production')
  const api = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : null
  return new Stripe(env.STRIPE_SECRET_KEY, {
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 2,
    timeout: 20_000,
    telemetry: false,
    ...(api && { host: api.hostname, port: api.port, protocol: 'http' }),
  })
}

/** Whether real money moves with the key that the deployment has. */
export function modeOf(env: Env): 'live' | 'test' | 'local' | 'none' {
  if (!hasStripe(env)) return 'none'
  if (isLocalStripe(env)) return 'local'
  return /^[rs]k_live_/.test(env.STRIPE_SECRET_KEY) ? 'live' : 'test'
}
