import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { communityOf, subscriber, work } from '../../../tests/billing.ts'
import { type Community, community } from '../../../tests/community.ts'
import { presses } from '../../../tests/cut.ts'
import { cutEverywhere, killedEverywhere } from '../../../tests/killing.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { stripe } from '../../../tests/stripe.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { priceMoves, subscriptions } from '../tables.ts'
import { moveLeft } from './jobs.ts'
import { insertMoves } from './queries.ts'
import { moveId } from './rules.ts'

const db = connect(env)

/** Somebody who pays what a tier used to cost, and the message that moves them. */
async function moving(home: Community, tier: string) {
  const ada = await home.join('Ada')
  await subscriber(ada, tier)
  const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
  const priceId = row?.stripePriceId ?? ''
  const at = { communityId: await communityOf(tier), me: home.owner.id, tierId: tier, priceId }
  await insertMoves(db, at)
  const [sub] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ada.id))
  if (!sub) throw new Error('nothing was bought')
  return {
    ada,
    priceId,
    sub,
    message: { kind: 'stripe.move', id: moveId({ subscriptionId: sub.id, priceId }) },
  }
}

const ofSub = (id: string) => eq(priceMoves.subscriptionId, id)

async function scene() {
  const home = await community()
  const tier = await home.tier({ priceCents: 1500 })
  await work([{ kind: 'stripe.tier', id: tier }])
  return { home, tier }
}

it('a Worker that is killed between any two steps moves and tells everyone all the same', async () => {
  const { home, tier } = await scene()
  let at = await moving(home, tier)
  const steps = await killedEverywhere(
    () => take([at.message]),
    async () => {
      expect((await take([at.message], { attempts: 2 })).again).toEqual([])
      const { schedule } = await stripe.subscriptions.retrieve(at.sub.stripeSubscriptionId, {
        expand: ['schedule'],
      })
      expect(schedule).toMatchObject({ phases: [{}, { items: [{ price: at.priceId }] }] })
      const [move] = await db.select().from(priceMoves).where(ofSub(at.sub.id))
      expect(move?.doneAt).toBeInstanceOf(Date)
      const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, at.sub.id))
      expect(row?.nextPriceId).toBe(at.priceId)
      const told = await db.select().from(notifications).where(eq(notifications.userId, at.ada.id))
      expect(told.filter(({ title }) => title.startsWith('The price of'))).toHaveLength(1)
      at = await moving(home, tier)
    },
  )
  // what is known, Stripe’s own, a schedule with its phases, the price, the truth, the word
  expect(steps).toBeGreaterThan(10)
}, 120_000)

it('whose message was lost is sent again at night', async () => {
  const { home, tier } = await scene()
  const { sub, message } = await moving(home, tier)
  const { sent, queue } = keeper()
  const night = () => moveLeft({ env: { ...env, JOBS: queue }, db })
  await night()
  expect(sent).not.toContainEqual(message)
  await db
    .update(priceMoves)
    .set({ createdAt: sql`now() - interval '2 hours'` })
    .where(ofSub(sub.id))
  await night()
  expect(sent).toContainEqual(message)
  expect(await work([message])).toEqual([])
  sent.length = 0
  await night()
  expect(sent).not.toContainEqual(message)
})

it('a Worker that is killed as an owner presses moves all the same, that night or at the next press', async () => {
  const { home, tier } = await scene()
  const path = home.at(`/tiers/${tier}/moves`)
  const someone = async () => {
    const ada = await home.join('Ada')
    await subscriber(ada, tier)
    const [sub] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ada.id))
    const { sent, queue } = keeper()
    return { ada, sub, sent, queue, moves: presses(home.owner, ['POST', path], queue) }
  }
  let at = await someone()
  await cutEverywhere(
    (guard) => at.moves(guard),
    async (n) => {
      const { ada, sub, sent, queue } = at
      if (n % 2) await presses(home.owner, ['POST', path], queue)({ queue: (one) => one })
      const left = keeper()
      await db
        .update(priceMoves)
        .set({ createdAt: sql`now() - interval '2 hours'` })
        .where(ofSub(sub?.id ?? ''))
      await moveLeft({ env: { ...env, JOBS: left.queue }, db })
      const isNoted = await db.$count(priceMoves, ofSub(sub?.id ?? ''))
      // before it was noted, nothing has been begun
      const mine = [...sent, ...left.sent].filter((one) =>
        JSON.stringify(one).includes(`${sub?.id}`),
      )
      expect(mine.length > 0).toBe(isNoted > 0)
      expect(await work(mine)).toEqual([])
      const titles = await db.select().from(notifications).where(eq(notifications.userId, ada.id))
      const told = titles.filter(({ title }) => title.startsWith('The price of'))
      expect(told).toHaveLength(isNoted)
      if (n % 2) expect(isNoted).toBe(1)
      at = await someone()
    },
  )
}, 600_000)
