import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { customerOf, grantsOf, settle, subscribe, work } from '../../../tests/billing.ts'
import { community, type Person } from '../../../tests/community.ts'
import { moveOn, stripe } from '../../../tests/stripe.ts'
import { communities, memberships } from '../../communities/tables.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { heldOf } from '../drift/held/queries.ts'
import { driftsOf } from '../drift/held/rules.ts'
import { stripeCustomers, subscriptions } from '../tables.ts'
import { truthOf } from '../truth/queries.ts'
import { takeNumber, writeFetched } from './queries.ts'

const db = connect(env)

/** A member of a community with a tier and the space behind it; and what buying would say of them. */
async function scene() {
  const home = await community()
  const tier = await home.tier()
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  const ben = await home.join('Ben')
  const [row] = await db.select().from(communities).where(eq(communities.slug, home.slug))
  const metadata = { profileId: ben.id, communityId: row?.id ?? '' }
  const inside = home.at(`/s/${space}`)
  return { home, tier, space, ben, metadata, inside, customer: await customerOf(ben) }
}

const statusOf = async (person: Person, path: string) => (await person.rest().get(path)).status
const shown = async ({ id }: Person) =>
  (await db.select().from(memberships).where(eq(memberships.profileId, id)))[0]?.tierId
const told = async ({ id }: Person) =>
  (await db.select().from(notifications).where(eq(notifications.userId, id))).map((n) => n.title)

describe('what a customer bought', () => {
  it('opens, shows and is told, however often it is asked', async () => {
    const { tier, ben, metadata, inside, customer } = await scene()
    expect(await statusOf(ben, inside)).toBe(403)
    const sub = await subscribe(customer, metadata, tier)
    expect(await settle(customer, { repeats: 3, seed: 7 })).toEqual([])
    expect(await statusOf(ben, inside)).toBe(200)
    expect(await grantsOf(ben)).toMatchObject([{ reference: sub.id, tierId: tier, endsAt: null }])
    expect(await shown(ben)).toBe(tier)
    expect(await told(ben)).toEqual(['Supporter is yours'])
    const rows = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
    expect(rows).toMatchObject([{ stripeSubscriptionId: sub.id, status: 'active', tierId: tier }])
  })

  it('ends by itself, and nothing else with it', async () => {
    const { home, tier, ben, metadata, inside, customer } = await scene()
    const other = await home.tier({ name: 'Other' })
    const [one, two] = [
      await subscribe(customer, metadata, tier),
      await subscribe(customer, metadata, other),
    ]
    await home.owner.put(home.at(`/members/${ben.username}/tiers/${tier}`))
    await settle(customer)
    await stripe.subscriptions.cancel(one.id)
    await settle(customer)
    const ends = (await grantsOf(ben)).map((g) => [g.source, g.reference, g.endsAt !== null])
    expect(ends.sort()).toEqual(
      [
        ['comp', home.owner.id, false],
        ['subscription', one.id, true],
        ['subscription', two.id, false],
      ].sort(),
    )
    expect(await statusOf(ben, inside)).toBe(200)
    await home.owner.delete(home.at(`/members/${ben.username}/tiers/${tier}`))
    expect(await statusOf(ben, inside)).toBe(403)
    expect(await shown(ben)).toBe(other)
    expect(await told(ben)).toContain('Supporter has ended')
  })

  it('locks with a full refund, for one whose pages are warm', async () => {
    const { tier, ben, metadata, inside, customer } = await scene()
    await subscribe(customer, metadata, tier)
    await settle(customer)
    for (let turn = 0; turn < 3; turn++) expect(await statusOf(ben, inside)).toBe(200)
    const [charge] = (await stripe.charges.list({ customer })).data
    await stripe.refunds.create({ charge: charge?.id ?? '' })
    await settle(customer)
    expect(await statusOf(ben, inside)).toBe(403)
  })

  it('opens the door again with a tier that was had before', async () => {
    const { home, tier, ben, metadata, customer } = await scene()
    const other = await home.tier({ name: 'Other' })
    const sub = await subscribe(customer, metadata, tier)
    const item = sub.items.data[0]
    await settle(customer)
    for (const [tierId, unit_amount] of [
      [other, 2000],
      [tier, 1000],
    ] as const) {
      const price = await stripe.prices.create({
        ...{ currency: 'usd', unit_amount, product_data: { name: 'x' }, metadata: { tierId } },
        recurring: { interval: 'month' },
      })
      await stripe.subscriptions.update(sub.id, { items: [{ id: item?.id, price: price.id }] })
      await settle(customer)
      const open = (await grantsOf(ben)).filter(({ endsAt }) => endsAt === null)
      expect(open).toMatchObject([{ tierId, reference: sub.id }])
    }
    expect(await grantsOf(ben)).toHaveLength(2)
  })

  it('is kept through the grace after a failed payment, and said once', async () => {
    const { tier, ben, metadata, customer } = await scene()
    const sub = await subscribe(customer, metadata, tier)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: bad.id })
    await moveOn(customer, 32)
    await settle(customer, { repeats: 2 })
    const [grant] = await grantsOf(ben)
    const failed = (sub.items.data[0]?.current_period_end ?? 0) * 1000
    expect(grant?.endsAt).toEqual(new Date(failed + 14 * 86_400_000))
    const failures = (await told(ben)).filter((title) => title.includes('did not go through'))
    expect(failures).toEqual(['Your payment for Supporter did not go through'])
  })

  it('shuts the door when it lapses, even where Stripe’s clock was moved on', async () => {
    const { tier, ben, metadata, customer, inside } = await scene()
    const sub = await subscribe(customer, metadata, tier)
    await stripe.subscriptions.update(sub.id, { cancel_at_period_end: true })
    await settle(customer)
    const ends = (sub.items.data[0]?.current_period_end ?? 0) * 1000
    expect(await grantsOf(ben)).toMatchObject([{ endsAt: new Date(ends) }])
    expect(await statusOf(ben, inside)).toBe(200)
    await moveOn(customer, 32)
    await settle(customer)
    const [grant] = await grantsOf(ben)
    expect(grant?.endsAt?.getTime()).toBeLessThan(ends)
    expect(await statusOf(ben, inside)).toBe(403)
    expect(await shown(ben)).toBeNull()
    await settle(customer, { repeats: 2 })
    expect(await grantsOf(ben)).toEqual([grant])
    expect((await told(ben)).filter((title) => title === 'Supporter has ended')).toHaveLength(1)
    const held = await heldOf(db, { ...metadata, customerId: customer })
    const truth = await truthOf(stripe, customer)
    expect(driftsOf(truth, held, { ...metadata, ...held, grace: null, now: new Date() })).toEqual(
      [],
    )
  })

  it('is nobody’s when the customer is no one here', async () => {
    const { ben, metadata, tier } = await scene()
    const { id: stranger } = await stripe.customers.create({ email: 'x@example.test' })
    const pm = await stripe.paymentMethods.attach('pm_card_visa', { customer: stranger })
    const settings = { default_payment_method: pm.id }
    await stripe.customers.update(stranger, { invoice_settings: settings })
    await subscribe(stranger, metadata, tier)
    expect(await settle(stranger)).toEqual([])
    expect(await work([{ kind: 'stripe.customer', id: stranger }])).toEqual([])
    expect(await grantsOf(ben)).toEqual([])
    const known = await db
      .select()
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, stranger))
    expect(known).toEqual([])
  })
})

describe('an older answer', () => {
  it('never takes the place of a newer one', async () => {
    const { tier, ben, metadata, customer } = await scene()
    const [older] = (await takeNumber(db, customer)).rows
    const { id: reference } = await subscribe(customer, metadata, tier)
    await settle(customer)
    // as if what was bought were not ours
    const now = await truthOf(stripe, customer)
    const truth = {
      ...now,
      subscriptions: now.subscriptions.map((sub) => ({ ...sub, metadata: {} })),
    }
    const at = { profileId: ben.id, customerId: customer, truth, grace: null }
    const write = (number = 0) => db.batch(writeFetched(db, { ...at, number }, new Date()))
    await write(older?.number)
    expect(await grantsOf(ben)).toMatchObject([{ reference, endsAt: null }])
    const [newer] = (await takeNumber(db, customer)).rows
    await write(newer?.number)
    expect(await grantsOf(ben)).toMatchObject([{ reference, endsAt: expect.any(Date) }])
  })

  it('loses against whoever asked later, when many ask at once', async () => {
    const { tier, ben, metadata, customer } = await scene()
    const sub = await subscribe(customer, metadata, tier)
    const message = { kind: 'stripe.customer', id: customer }
    const many = Array.from({ length: 8 }, () => message)
    const [again] = await Promise.all([work(many), stripe.subscriptions.cancel(sub.id)])
    expect(again).toEqual([])
    expect(await work([message])).toEqual([])
    expect(await grantsOf(ben)).toMatchObject([{ endsAt: expect.any(Date) }])
    const { rows } = await db.execute(
      sql`select count(*)::int as n from grants where profile_id = ${ben.id}::uuid`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })
})
