import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { bring, communityOf, customerOf, grantsOf, subscribe } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { killedEverywhere } from '../../../tests/killing.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { deliveries, stripe } from '../../../tests/stripe.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { finishPart, insertParts } from '../drift/parts/queries.ts'
import { startNow } from '../drift/runs/queries.ts'
import { billingChecks, billingDrifts } from '../drift/tables.ts'
import { deadLetters } from '../letters/tables.ts'
import { stripeEvents, subscriptions } from '../tables.ts'

const db = connect(env)

async function scene() {
  const home = await community()
  const tier = await home.tier()
  const ben = await home.join('Ben')
  const customer = await customerOf(ben)
  const metadata = { profileId: ben.id, communityId: await communityOf(tier) }
  const sub = await subscribe(customer, metadata, tier)
  const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
  return { home, tier, ben, customer, sub, communityId: row?.communityId ?? '' }
}

describe('a Worker that is killed between any two steps loses nothing', () => {
  it('of what Stripe says: webhook, queue, fetch and rows', async () => {
    const { ben, customer, sub } = await scene()
    const { sent, queue } = keeper()
    const newest = async () => (await deliveries(customer)).at(-1)
    let delivery = await newest()
    let isAnswered = false
    // each time something else is true at Stripe
    let ends = false
    const turn = async () => {
      ends = !ends
      await stripe.subscriptions.update(sub.id, { cancel_at_period_end: ends })
      ;[delivery, isAnswered, sent.length] = [await newest(), false, 0]
    }
    await turn()
    const pass = async (JOBS: Queue, attempts = 1) => {
      if (!delivery) throw new Error('Stripe is silent')
      if (!isAnswered) isAnswered = (await bring(delivery, { JOBS })).status === 200
      const messages = [...sent]
      const { again } = await take(messages, { attempts })
      if (again.length === 0) sent.splice(0, messages.length)
    }
    const check = async () => {
      const [row] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
      expect(row?.cancelAtPeriodEnd).toBe(ends)
      const grants = await grantsOf(ben)
      expect(grants).toHaveLength(1)
      expect(grants[0]?.endsAt !== null).toBe(ends)
      const told = await db.select().from(notifications).where(eq(notifications.userId, ben.id))
      expect(told).toHaveLength(1)
      const noted = await db.$count(stripeEvents, eq(stripeEvents.id, delivery?.id ?? ''))
      expect(noted).toBe(1)
    }
    const steps = await killedEverywhere(
      ({ queue: counted }) => pass(counted(queue)),
      async () => {
        // Stripe repeats what was not answered, the queue what was not acknowledged
        await pass(queue, 2)
        await check()
        await turn()
      },
    )
    // the event, the message, a number, four lists, the rows, and letters to settle
    expect(steps).toBe(9)
  })

  it('of a tier’s price', async () => {
    const home = await community()
    let tier = await home.tier()
    const told = (attempts: number) => take([{ kind: 'stripe.tier', id: tier }], { attempts })
    const steps = await killedEverywhere(
      () => told(1),
      async () => {
        expect((await told(2)).again).toEqual([])
        const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
        const { data } = await stripe.prices.list({ product: `tier_${tier}` })
        expect(data.map(({ id }) => id)).toEqual([row?.stripePriceId])
        tier = await home.tier()
      },
    )
    expect(steps).toBeGreaterThan(4)
  })

  it('of a comparison, and of what it mends', async () => {
    const { home, ben, communityId, customer, sub } = await scene()
    await take([{ kind: 'stripe.customer', id: customer }])
    const { sent, queue } = keeper()
    const begin = async () => {
      await db.delete(billingChecks).where(eq(billingChecks.communityId, communityId))
      await db.update(subscriptions).set({ amount: 1 }).where(eq(subscriptions.userId, ben.id))
      const [, , , { rows }] = await db.batch(startNow(db, communityId, home.owner.id))
      const checkId = rows[0]?.checkId ?? ''
      sent.length = 0
      await insertParts(db, checkId, [`customer:${customer}`])
      sent.push({ kind: 'billing.check', id: `${checkId} customer:${customer}` })
      // these only send for others
      for (const root of ['people', 'offers']) await db.batch(finishPart(db, checkId, root))
    }
    await begin()
    const pass = async (JOBS: Queue) => {
      while (sent.length) {
        const messages = sent.slice(0, 1)
        const { again } = await take(messages, { bindings: { JOBS } })
        // what was sent meanwhile stands behind
        if (again.length === 0) sent.splice(0, 1)
      }
    }
    const check = async () => {
      const [run] = await db
        .select()
        .from(billingChecks)
        .where(eq(billingChecks.communityId, communityId))
      expect(run?.finishedAt).not.toBeNull()
      const [row] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
      expect(row?.amount).toBe(1000)
      const found = await db
        .select()
        .from(billingDrifts)
        .where(eq(billingDrifts.checkId, run?.id ?? ''))
      // what was mended before it was written down is mended all the same
      for (const drift of found.filter(({ subject }) => subject === sub.id))
        expect(drift).toMatchObject({ kind: 'amount_wrong', isRepaired: true })
    }
    await killedEverywhere(
      ({ queue: counted }) => pass(counted(queue)),
      async () => {
        await pass(queue)
        await check()
        await begin()
      },
    )
    await check()
  }, 120_000)

  it('of a letter that is kept', async () => {
    let id = `ch_${crypto.randomUUID()}`
    const bury = () => take([{ kind: 'stripe.charge', id }], { queue: 'opencircle-jobs-dead' })
    const steps = await killedEverywhere(bury, async () => {
      await bury()
      expect(await db.$count(deadLetters, eq(deadLetters.reference, id))).toBe(1)
      id = `ch_${crypto.randomUUID()}`
    })
    expect(steps).toBe(1)
  })
})
