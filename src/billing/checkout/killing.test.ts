import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buy, courseIn, settle, shop } from '../../../tests/billing.ts'
import { booksOf, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { payAt, stripe, text } from '../../../tests/stripe.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { stripePrices } from '../tables.ts'

const db = connect(env)
const SOUND = { drifts: [], twice: [] }

it('a Worker that is killed while somebody begins to pay has them pay once, at the next try', async () => {
  const { home, communityId } = await shop()
  const scene = async () => {
    // Stripe knows neither the person nor what they want
    const tier = await home.tier()
    const ben = await home.join('Ben')
    return { ben, tier, begins: presses(ben, ['POST', home.at(`/plans/${tier}/checkout`)]) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.begins(guard),
    async () => {
      const { ben, tier } = at
      const { customer } = await buy(ben, home, tier)
      expect(await settle(customer)).toEqual([])
      // nothing is left that could be paid besides
      const after = await booksOf(ben, communityId)
      expect(after).toEqual({ live: [1000], paid: [1000], open: [], ...SOUND })
      at = await scene()
    },
  )
  // a customer and its row, a turn, a product, a price and its row, a session and its row
  expect(steps).toBeGreaterThan(7)
}, 600_000)

it('a Worker that is killed while somebody begins anew has them pay once, in whichever tab', async () => {
  const { home, tier, communityId } = await shop()
  const path = home.at(`/plans/${tier}/checkout`)
  const scene = async () => {
    const ben = await home.join('Ben')
    const { url } = await (await ben.post(path)).json<{ url: string }>()
    return { ben, first: url, begins: presses(ben, ['POST', path]) }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.begins(guard),
    async () => {
      const { ben, first } = at
      // the tab that is still open, where it can still be paid
      const isPaid = (await payAt(first)).status !== 410
      const again = await ben.post(path)
      expect(again.status).toBe(isPaid ? 409 : 200)
      if (!isPaid) await payAt((await again.json<{ url: string }>()).url)
      const { customer } = await stripe.checkout.sessions.retrieve(first.split('/').at(-1) ?? '')
      expect(await settle(text(customer))).toEqual([])
      const after = await booksOf(ben, communityId)
      expect(after).toEqual({ live: [1000], paid: [1000], open: [], ...SOUND })
      at = await scene()
    },
  )
}, 600_000)

it('a Worker that is killed as somebody begins to buy for good has what is left taken off once', async () => {
  const { home, tier, communityId } = await shop()
  const ever = await home.tier({ name: 'Ever', priceCents: 20_000, billingPeriod: 'lifetime' })
  const path = home.at(`/plans/${ever}/checkout`)
  const scene = async () => {
    const ben = await home.join('Ben')
    await buy(ben, home, tier)
    return { ben, begins: presses(ben, ['POST', path]) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.begins(guard),
    async () => {
      const { ben } = at
      const { customer } = await buy(ben, home, ever)
      expect(await settle(customer)).toEqual([])
      // the month that was just paid, to the second by Stripe's own count
      const { paid, ...after } = await booksOf(ben, communityId)
      expect(after).toEqual({ live: [], open: [], ...SOUND })
      expect(paid[0]).toBe(1000)
      expect(paid[1]).toBeGreaterThanOrEqual(19_000)
      expect(paid[1]).toBeLessThan(19_010)
      at = await scene()
    },
  )
  // a turn, a coupon, a session and its row besides what the price takes
  expect(steps).toBeGreaterThan(3)
}, 600_000)

it('a Worker that is killed while it replaces what another account knew has them pay once', async () => {
  const { home, communityId } = await shop()
  const scene = async () => {
    const [tierId, ben, gone] = [await home.tier(), await home.join('Ben'), crypto.randomUUID()]
    const price = { amount: 1000, currency: 'usd', billingPeriod: 'monthly' } as const
    await db.insert(stripePrices).values({ priceId: `price_${gone}`, tierId, ...price })
    const stripeCustomerId = `cus_${gone}`
    await db.update(profiles).set({ stripeCustomerId }).where(eq(profiles.id, ben.id))
    return { ben, tierId, begins: presses(ben, ['POST', home.at(`/plans/${tierId}/checkout`)]) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.begins(guard),
    async () => {
      const { ben, tierId } = at
      const { customer } = await buy(ben, home, tierId)
      expect(await settle(customer)).toEqual([])
      const after = await booksOf(ben, communityId)
      expect(after).toEqual({ live: [1000], paid: [1000], open: [], ...SOUND })
      at = await scene()
    },
  )
  // two pages that Stripe refuses, a customer and its row, and the price forgotten, besides the rest
  expect(steps).toBeGreaterThan(9)
}, 600_000)

it('a Worker that is killed while somebody begins to buy a course has them pay once', async () => {
  const { home, communityId } = await shop()
  const space = await home.space()
  const scene = async () => {
    const [course, ben] = [await courseIn(home, space), await home.join('Ben')]
    const path = home.at(`/courses/${course}/checkout`)
    return { ben, path, begins: presses(ben, ['POST', path]) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.begins(guard),
    async () => {
      const { ben, path } = at
      const { url } = await (await ben.post(path)).json<{ url: string }>()
      await payAt(url)
      const { customer } = await stripe.checkout.sessions.retrieve(url.split('/').at(-1) ?? '')
      expect(await settle(text(customer))).toEqual([])
      const after = await booksOf(ben, communityId)
      expect(after).toEqual({ live: [], paid: [4900], open: [], ...SOUND })
      expect((await ben.post(path)).status).toBe(409)
      at = await scene()
    },
  )
  // a customer and its row, a turn, a session and its row
  expect(steps).toBeGreaterThan(3)
}, 600_000)
