import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { grantsOf, settle, shop, subscribe } from '../../../tests/billing.ts'
import { type Community, guest } from '../../../tests/community.ts'
import { drain, night } from '../../../tests/cut.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { stripe } from '../../../tests/stripe.ts'
import { memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { billingEntries } from '../ledger/tables.ts'
import { checkouts, stripePrices, subscriptions } from '../tables.ts'
import { startChecks } from './jobs.ts'
import { adviceOn, DRIFTS, type DriftKind } from './rules.ts'
import { startNow } from './runs/queries.ts'
import { billingChecks } from './tables.ts'

const db = connect(env)

type Page = {
  checks: { found: number; repaired: number; finishedAt: string | null; people: number }[]
  drifts: { kind: DriftKind; subject: string; isRepaired: boolean; username: string | null }[]
}

async function scene() {
  const { buyer, ...place } = await shop()
  const subscribed = async (name: string) => {
    const one = await buyer(name)
    const sub = await subscribe(one.customer, one.metadata, place.tier)
    await settle(one.customer)
    return { ...one, sub }
  }
  return { ...place, buyer: subscribed }
}

/** Compares a community now, to the end, and says what was found. */
async function compare(home: Community, communityId: string): Promise<Page> {
  await night(home, communityId)
  return home.owner.json<Page>(home.at('/revenue/check'))
}

const kindsIn = ({ drifts }: Page, isRepaired: boolean) =>
  drifts.filter((drift) => drift.isRepaired === isRepaired).map(({ kind }) => kind)

const ofSub = (id: string) => eq(subscriptions.stripeSubscriptionId, id)
const ofRef = (id: string) => eq(grants.reference, id)
const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000)

describe('a comparison with Stripe', () => {
  it('finds nothing where nothing differs, and says so', async () => {
    const { home, communityId, buyer } = await scene()
    await buyer('Ann')
    await take([{ kind: 'stripe.tier', id: await home.tier({ name: 'New' }) }])
    // the seller's own tier has no price yet: that is the one thing to mend
    expect(kindsIn(await compare(home, communityId), true)).toEqual(['tier_without_price'])
    const page = await compare(home, communityId)
    expect(page.drifts).toEqual([])
    expect(page.checks[0]).toMatchObject({ found: 0, people: 1, finishedAt: expect.any(String) })
    expect(await home.owner.page(home.at('/revenue/check'))).toContain('All is as Stripe says')
  })

  it('mends all that a fetch mends', async () => {
    const { home, tier, communityId, buyer } = await scene()
    await take([{ kind: 'stripe.tier', id: tier }])
    const other = await home.tier({ name: 'Other', priceCents: 0 })
    const [ann, ben, cay, dee] = await Promise.all(['Ann', 'Ben', 'Cay', 'Dee'].map(buyer))
    if (!ann || !ben || !cay || !dee) throw new Error('nobody')
    await db.delete(subscriptions).where(ofSub(ann.sub.id))
    await db.delete(grants).where(ofRef(ann.sub.id))
    await db.delete(billingEntries).where(eq(billingEntries.reference, ann.sub.id))
    // what buying here leaves behind in any case
    await db.insert(checkouts).values({ profileId: ann.person.id, communityId })
    await db
      .update(subscriptions)
      .set({ status: 'unpaid', tierId: other, currentPeriodEnd: daysOn(90) })
      .where(ofSub(ben.sub.id))
    await db
      .update(subscriptions)
      .set({ cancelAtPeriodEnd: true, amount: 1 })
      .where(ofSub(ben.sub.id))
    await db
      .update(billingEntries)
      .set({ amount: 1 })
      .where(eq(billingEntries.reference, ben.sub.id))
    await db
      .update(grants)
      .set({ endsAt: daysOn(5) })
      .where(ofRef(ben.sub.id))
    await db
      .update(memberships)
      .set({ tierId: null })
      .where(eq(memberships.profileId, ben.person.id))
    // refunded at Stripe, and ended at Stripe; nobody told us
    const [charge] = (await stripe.charges.list({ customer: cay.customer })).data
    await stripe.refunds.create({ charge: charge?.id ?? '' })
    await db.execute(sql`insert into billing_entries (id, community_id, user_id, tier_id, kind, amount,
      currency, reference, happened_at) select id, ${communityId}::uuid, ${cay.person.id}::uuid,
      ${tier}::uuid, 'refund', -1000, 'usd', ${cay.sub.id}, now() from (values (${`${
        (await stripe.refunds.list({ charge: charge?.id ?? '' })).data[0]?.id
      }`})) as v(id)`)
    await stripe.subscriptions.cancel(dee.sub.id)
    await db.insert(grants).values({
      ...{ communityId, profileId: dee.person.id, tierId: other, source: 'subscription' },
      reference: dee.sub.id,
    })

    const page = await compare(home, communityId)
    expect(kindsIn(page, false)).toEqual([])
    const found = new Set(kindsIn(page, true))
    const wanted: DriftKind[] = [
      ...(['subscription_missing', 'grant_missing', 'payment_missing'] as const),
      ...(['status_wrong', 'tier_wrong', 'period_wrong', 'cancel_wrong', 'amount_wrong'] as const),
      ...(['payment_wrong', 'end_wrong', 'shown_wrong', 'refunded_but_open'] as const),
      ...(['ended_but_open', 'grant_unfounded'] as const),
    ]
    for (const kind of wanted) expect(found).toContain(kind)
    expect(page.drifts.some(({ username }) => username === ann.person.username)).toBe(true)
    const open = async (one: typeof ann) =>
      (await grantsOf(one.person)).filter(({ endsAt }) => endsAt === null).length
    expect(await Promise.all([ann, ben, cay, dee].map(open))).toEqual([1, 1, 0, 0])
    expect((await compare(home, communityId)).drifts).toEqual([])
  })

  it('leaves to people what only they can know, and tells the owner of it once', async () => {
    const { home, tier, communityId, buyer } = await scene()
    const [ann, ben, eve] = await Promise.all(['Ann', 'Ben', 'Eve'].map(buyer))
    if (!ann || !ben || !eve) throw new Error('nobody')
    await take([{ kind: 'stripe.tier', id: tier }])
    const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
    const priceId = row?.stripePriceId ?? ''
    // of another account, and a second one
    await db.insert(subscriptions).values({
      ...{ userId: ann.person.id, tierId: tier, stripeSubscriptionId: `sub_${ann.person.id}` },
      status: 'active',
    })
    await db.insert(grants).values({
      ...{ communityId, profileId: ann.person.id, tierId: tier, source: 'purchase' },
      reference: `pi_${ann.person.id}`,
    })
    await db.insert(billingEntries).values({
      ...{ id: `ch_${ann.person.id}`, communityId, userId: ann.person.id, kind: 'payment' },
      ...{ amount: 5, currency: 'usd', reference: 'x', happenedAt: new Date() },
    })
    await subscribe(ben.customer, ben.metadata, tier)
    await subscribe(ben.customer, ben.metadata, crypto.randomUUID())
    await settle(ben.customer)
    // somebody with another customer than ours, on a price of ours
    const { id: stranger } = await stripe.customers.create({})
    const pm = await stripe.paymentMethods.attach('pm_card_visa', { customer: stranger })
    await stripe.subscriptions.create({
      ...{ customer: stranger, default_payment_method: pm.id, metadata: ann.metadata },
      items: [{ price: priceId }],
    })
    await stripe.customers.del(eve.customer)
    const wrong = await home.tier({ name: 'Wrong', priceCents: 700 })
    const gone = await home.tier({ name: 'Gone', priceCents: 800 })
    const price = { amount: 700, currency: 'usd', billingPeriod: 'monthly' } as const
    await db.insert(stripePrices).values([
      {
        ...price,
        priceId: (
          await stripe.prices.create({
            ...{ currency: 'usd', unit_amount: 900, product_data: { name: 'x' } },
            recurring: { interval: 'month' },
          })
        ).id,
        tierId: wrong,
      },
      { ...price, priceId: `price_${gone}`, tierId: gone, amount: 800 },
    ])

    await startChecks({ env: { ...env, JOBS: keeper().queue }, db, now: new Date() })
    const { sent, queue } = keeper()
    // a tick that comes again, and again at the same time
    const again = { env: { ...env, JOBS: queue }, db, now: new Date() }
    await Promise.all([startChecks(again), startChecks(again)])
    const [check] = await db
      .select()
      .from(billingChecks)
      .where(eq(billingChecks.communityId, communityId))
    const mine = sent.filter((message) => JSON.stringify(message).includes(check?.id ?? '-'))
    expect(mine).toHaveLength(4)
    await drain(mine)
    const page = await home.owner.json<Page>(home.at('/revenue/check'))
    expect(page.checks).toHaveLength(1)
    const wanted: DriftKind[] = [
      ...(['subscription_gone', 'grant_without_purchase', 'payment_unknown'] as const),
      ...(['paid_twice', 'price_without_tier', 'customer_foreign', 'customer_gone'] as const),
      ...(['tier_price_wrong', 'tier_price_gone'] as const),
    ]
    const left = kindsIn(page, false)
    expect([...new Set(left)].sort()).toEqual([...wanted].sort())
    // what Stripe does not know is not touched
    const kept = await grantsOf(ann.person)
    expect(kept.filter(({ endsAt }) => endsAt === null)).toHaveLength(2)
    const told = await db
      .select()
      .from(notifications)
      .where(eq(notifications.userId, home.owner.id))
    expect(told.filter(({ title }) => title === 'Stripe says otherwise')).toHaveLength(1)
    await drain(mine)
    expect((await home.owner.json<Page>(home.at('/revenue/check'))).drifts).toEqual(page.drifts)
  })

  it('of one community touches no other', async () => {
    const [one, two] = [await scene(), await scene()]
    const [ann, bob] = [await one.buyer('Ann'), await two.buyer('Bob')]
    for (const { sub } of [ann, bob])
      await db.update(subscriptions).set({ status: 'paused' }).where(ofSub(sub.id))
    expect(kindsIn(await compare(one.home, one.communityId), true)).toContain('status_wrong')
    const [row] = await db.select().from(subscriptions).where(ofSub(bob.sub.id))
    expect(row?.status).toBe('paused')
    const theirs = await two.home.owner.json<Page>(two.home.at('/revenue/check'))
    expect(theirs).toMatchObject({ checks: [], drifts: [] })
  })

  it('is begun once, however often it is asked for, and given up after hours', async () => {
    const { home, communityId } = await scene()
    const ask = () => home.owner.post(home.at('/revenue/check'))
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const all = () => db.$count(billingChecks, eq(billingChecks.communityId, communityId))
    expect(await all()).toBe(1)
    expect(await home.owner.page(home.at('/revenue/check'))).toContain('We are comparing')
    await db
      .update(billingChecks)
      .set({ createdAt: sql`now() - interval '7 hours'` })
      .where(eq(billingChecks.communityId, communityId))
    await ask()
    expect(await all()).toBe(2)
    const mo = await home.join('Mo', 'moderator')
    expect((await mo.post(home.at('/revenue/check'))).status).toBe(403)
    expect((await guest().post(home.at('/revenue/check'))).status).toBe(401)
  })

  it('takes a customer whom nobody is for nobody', async () => {
    const { home, communityId, buyer } = await scene()
    const { person } = await buyer('Ann')
    const [, , , { rows }] = await db.batch(startNow(db, communityId, home.owner.id))
    const id = rows[0]?.checkId ?? ''
    await db.update(profiles).set({ stripeCustomerId: null }).where(eq(profiles.id, person.id))
    for (const part of ['customer:cus_none', 'nonsense', 'people:zzz', ''])
      expect((await take([{ kind: 'billing.check', id: `${id} ${part}` }])).again).toEqual([])
  })
})

describe('the table of what may differ', () => {
  it('has words for each, and ten at least that we mend', () => {
    expect(Object.values(DRIFTS).filter(({ repairs }) => repairs).length).toBeGreaterThan(9)
    for (const [kind, { words, repairs }] of Object.entries(DRIFTS)) {
      expect(words).toMatch(/^[A-Z].+[^.]$/)
      expect(adviceOn(kind) === null).toBe(repairs)
    }
  })
})
