import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  bring,
  communityOf,
  customerOf,
  grantsOf,
  keeper,
  subscribe,
  work,
} from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { deliveries, moveOn, stripe } from '../../../tests/stripe.ts'
import { connect } from '../../db/connect.ts'
import { subscriptions } from '../tables.ts'
import { truthOf } from '../truth/queries.ts'
import { rowsOf } from './rules.ts'

const db = connect(env)

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Bought = { customer: string; metadata: { profileId: string; communityId: string } }

/** One thing that a person, a bank or the clock may do. */
async function act(pick: (below: number) => number, at: Bought, tiers: string[]): Promise<void> {
  const { customer, metadata } = at
  const live = (await stripe.subscriptions.list({ customer, limit: 100 })).data
  const sub = live[pick(live.length)]
  const tier = tiers[pick(tiers.length)] ?? ''
  const choice = pick(6)
  if (!sub || choice === 0) await subscribe(customer, metadata, tier)
  else if (choice === 1) await stripe.subscriptions.cancel(sub.id)
  else if (choice === 2)
    await stripe.subscriptions.update(sub.id, { cancel_at_period_end: pick(2) === 0 })
  else if (choice === 3) {
    const paid = (await stripe.charges.list({ customer, limit: 100 })).data.filter(
      ({ refunded, paid }) => paid && !refunded,
    )
    const charge = paid[pick(paid.length)]
    if (charge) await stripe.refunds.create({ charge: charge.id })
  } else if (choice === 4) await moveOn(customer, 1 + pick(20))
  else {
    const price = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 500 + pick(2000), product_data: { name: 'x' } },
      ...{ metadata: { tierId: tier }, recurring: { interval: 'month' } },
    })
    const items = [{ id: sub.items.data[0]?.id, price: price.id }]
    await stripe.subscriptions.update(sub.id, { items })
  }
}

it.each([1, 2, 3])(
  'history %i ends in what Stripe holds, whatever came first',
  async (seed) => {
    const pick = randomFrom(seed)
    const home = await community()
    const tiers = [await home.tier({ name: 'One' }), await home.tier({ name: 'Two' })]
    const ben = await home.join('Ben')
    const customer = await customerOf(ben)
    const metadata = { profileId: ben.id, communityId: await communityOf(tiers[0] ?? '') }
    const { sent, JOBS } = keeper()
    for (let step = 0; step < 6; step++) {
      await act(pick, { customer, metadata }, tiers)
      // some of what was said so far, twice, mixed, worked off side by side with what happens next
      const some = await deliveries(customer, { repeats: 2, seed: seed * 100 + step, loss: 0.5 })
      for (const delivery of some.slice(0, 6)) await bring(delivery, { JOBS })
      const halves = [sent.splice(0), [{ kind: 'stripe.customer', id: customer }]]
      const again = await Promise.all([
        ...halves.map(work),
        act(pick, { customer, metadata }, tiers).then(() => []),
      ])
      expect(again.flat()).toEqual([])
    }
    const last = await deliveries(customer, { seed })
    for (const delivery of last.slice(-4)) await bring(delivery, { JOBS })
    expect(await work(sent)).toEqual([])

    const wanted = rowsOf(await truthOf(stripe, customer))
    const given = await grantsOf(ben)
    const keyOf = ({ reference, tierId }: { reference: string; tierId: string | null }) =>
      `${reference} ${tierId}`
    const ends = new Map(given.map((grant) => [keyOf(grant), grant.endsAt]))
    expect(ends.size).toBe(given.length)
    const now = Date.now()
    for (const grant of wanted.grants) {
      const [asked, end] = [grant.endsAt?.getTime(), ends.get(keyOf(grant))?.getTime()]
      // by Stripe's clock, which was moved; what is over there is over here
      if (grant.isOver && asked && asked > now) expect(end).toBeLessThanOrEqual(now)
      else expect(end).toBe(asked)
    }
    const known = new Set(wanted.grants.map(keyOf))
    for (const grant of given.filter((one) => !known.has(keyOf(one))))
      expect(grant.endsAt).not.toBeNull()
    const rows = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
    const said = rows.map((row) => [row.stripeSubscriptionId, row.status, row.tierId]).sort()
    const meant = wanted.subscriptions.map((row) => [
      row.stripeSubscriptionId,
      row.status,
      row.tierId,
    ])
    expect(said).toEqual(meant.sort())
  },
  60_000,
)
