import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { grantsOf, subscriber } from '../../../tests/billing.ts'
import { community, type Person } from '../../../tests/community.ts'
import { killedEverywhere } from '../../../tests/killing.ts'
import { take } from '../../../tests/queue.ts'
import { stripe } from '../../../tests/stripe.ts'
import { memberships } from '../../communities/tables.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { subscriptions } from '../tables.ts'

const db = connect(env)

async function payer() {
  const home = await community()
  const tier = await home.tier()
  const ben = await home.join('Ben')
  await subscriber(ben, tier)
  const [sub] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
  if (!sub) throw new Error('nothing was bought')
  const [row] = await db.select().from(profiles).where(eq(profiles.id, ben.id))
  return { ben, sub, customer: row?.stripeCustomerId ?? '' }
}

const isShut = async (ben: Person) =>
  (await grantsOf(ben)).every(({ endsAt }) => endsAt !== null && endsAt <= new Date())

it('a Worker that is killed between any two steps ends what a banned person pays for', async () => {
  const scene = async () => {
    const at = await payer()
    await db
      .update(memberships)
      .set({ status: 'banned' })
      .where(eq(memberships.profileId, at.ben.id))
    return { ...at, message: { kind: 'stripe.cancel', id: at.sub.id } }
  }
  let at = await scene()
  const steps = await killedEverywhere(
    () => take([at.message]),
    async () => {
      expect((await take([at.message], { attempts: 2 })).again).toEqual([])
      const { status } = await stripe.subscriptions.retrieve(at.sub.stripeSubscriptionId)
      expect(status).toBe('canceled')
      expect(await isShut(at.ben)).toBe(true)
      at = await scene()
    },
  )
  expect(steps).toBeGreaterThan(5)
}, 120_000)

it('a Worker that is killed between any two steps has Stripe forget whose account is gone', async () => {
  const scene = async () => {
    const at = await payer()
    await db.update(profiles).set({ deletedAt: new Date() }).where(eq(profiles.id, at.ben.id))
    return { ...at, message: { kind: 'stripe.forget', id: at.customer } }
  }
  let at = await scene()
  const steps = await killedEverywhere(
    () => take([at.message]),
    async () => {
      expect((await take([at.message], { attempts: 2 })).again).toEqual([])
      expect(await stripe.customers.retrieve(at.customer)).toMatchObject({ deleted: true })
      const [row] = await db.select().from(profiles).where(eq(profiles.id, at.ben.id))
      expect(row?.stripeCustomerId).toBeNull()
      expect(await isShut(at.ben)).toBe(true)
      at = await scene()
    },
  )
  expect(steps).toBeGreaterThan(8)
}, 120_000)
