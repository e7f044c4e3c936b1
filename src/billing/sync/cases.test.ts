import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  communityOf,
  customerOf,
  grantsOf,
  settle,
  subscribe,
  work,
} from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { moveOn, stripe } from '../../../tests/stripe.ts'
import { memberships } from '../../communities/tables.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { fetchCustomer } from './jobs.ts'
import { writeFetched } from './queries.ts'

const db = connect(env)

async function scene() {
  const home = await community()
  const tier = await home.tier()
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  const ben = await home.join('Ben')
  const customer = await customerOf(ben)
  const metadata = { profileId: ben.id, communityId: await communityOf(tier) }
  const comp = home.at(`/members/${ben.username}/tiers/${tier}`)
  const enters = async () => (await ben.rest().get(home.at(`/s/${space}`))).status
  const open = async () =>
    (await grantsOf(ben)).filter(({ endsAt }) => endsAt === null).map(({ source }) => source)
  const shown = async () =>
    (await db.select().from(memberships).where(eq(memberships.profileId, ben.id)))[0]?.tierId
  const told = () => db.$count(notifications, eq(notifications.userId, ben.id))
  return { home, tier, ben, customer, metadata, comp, enters, open, shown, told }
}

describe('somebody who has a tier', () => {
  it('as a gift and then buys it keeps it when the gift is taken back', async () => {
    const { home, tier, customer, metadata, comp, enters, open, shown } = await scene()
    await home.owner.put(comp)
    await subscribe(customer, metadata, tier)
    await settle(customer)
    expect((await open()).sort()).toEqual(['comp', 'subscription'])
    await home.owner.delete(comp)
    expect(await open()).toEqual(['subscription'])
    expect([await enters(), await shown()]).toEqual([200, tier])
  })

  it('loses what ended at once, though another transaction that began later has just opened it', async () => {
    const { tier, ben, customer, metadata } = await scene()
    // Stripe's clock is ahead of ours: what is over there is over here, whenever it says
    await moveOn(customer, 3)
    const sub = await subscribe(customer, metadata, tier)
    await settle(customer)
    await stripe.subscriptions.cancel(sub.id)
    const fetched = await fetchCustomer({ env, db }, customer)
    if (!fetched) throw new Error('nobody was fetched')
    await db.batch([
      db
        .update(grants)
        .set({ startsAt: sql`clock_timestamp()` })
        .where(eq(grants.profileId, ben.id)),
      ...writeFetched(db, fetched, new Date()),
    ])
    const [grant, ...more] = await grantsOf(ben)
    expect(more).toEqual([])
    expect(grant?.endsAt).toEqual(grant?.startsAt)
  })

  it('by paying and is given it keeps it when the payments end', async () => {
    const { home, tier, customer, metadata, comp, enters, open, shown } = await scene()
    const sub = await subscribe(customer, metadata, tier)
    await settle(customer)
    await home.owner.put(comp)
    await stripe.subscriptions.cancel(sub.id)
    await settle(customer)
    expect(await open()).toEqual(['comp'])
    expect([await enters(), await shown()]).toEqual([200, tier])
  })

  it('that is archived keeps it, and goes on paying', async () => {
    const { home, tier, customer, metadata, enters, open } = await scene()
    await subscribe(customer, metadata, tier)
    await home.owner.patch(home.at(`/tiers/${tier}`), { isActive: false })
    expect(await settle(customer)).toEqual([])
    expect(await open()).toEqual(['subscription'])
    expect(await enters()).toBe(200)
  })
})

describe('what Stripe still says', () => {
  it('of a community that is deleted is written, and told to nobody', async () => {
    const { home, tier, customer, metadata, open, told } = await scene()
    await subscribe(customer, metadata, tier)
    const { name } = (await home.owner.json<{ settings: { name: string } }>(home.at('/settings')))
      .settings
    expect((await home.owner.delete(home.at(), { name })).status).toBe(200)
    expect(await settle(customer)).toEqual([])
    expect(await open()).toEqual(['subscription'])
    expect(await told()).toBe(0)
  })

  it('of a person who is deleted leads to no error, and is told to nobody', async () => {
    const { tier, ben, customer, metadata, told } = await scene()
    const sub = await subscribe(customer, metadata, tier)
    await db.update(profiles).set({ deletedAt: new Date() }).where(eq(profiles.id, ben.id))
    expect(await settle(customer)).toEqual([])
    await stripe.subscriptions.cancel(sub.id)
    expect(await work([{ kind: 'stripe.customer', id: customer }])).toEqual([])
    expect((await grantsOf(ben)).every(({ endsAt }) => endsAt !== null)).toBe(true)
    expect(await told()).toBe(0)
  })
})
