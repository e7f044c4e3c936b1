import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { communityOf, customerOf, settle, subscribe } from '../../../tests/billing.ts'
import { community, guest, type Person } from '../../../tests/community.ts'
import { checkout, control, moveOn, payAt, stripe } from '../../../tests/stripe.ts'
import { connect } from '../../db/connect.ts'
import { billingEntries } from '../ledger/tables.ts'
import { subscriptions } from '../tables.ts'
import { barsOf, rangeOf, roundUp } from './chart/rules.ts'
import { lineOf } from './export/rules.ts'
import type { Figures } from './rules.ts'

const db = connect(env)
type Answer = { figures: Figures; failures: unknown[]; twice: unknown[] }

/** A community with a tier, and a way to let people buy. */
async function shop() {
  const home = await community()
  const tier = await home.tier()
  const communityId = await communityOf(tier)
  const customers: string[] = []
  const buyer = async (name: string) => {
    const person = await home.join(name)
    const customer = await customerOf(person)
    customers.push(customer)
    return { person, customer, metadata: { profileId: person.id, communityId } }
  }
  const revenue = () => home.owner.json<Answer>(home.at('/revenue'))
  return { home, tier, communityId, customers, buyer, revenue }
}

/** What Stripe itself says of these customers' money, by currency, from its own lists. */
async function sumsAtStripe(customers: string[]): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  const add = (currency: string, amount: number) => {
    sums[currency] = (sums[currency] ?? 0) + amount
  }
  for (const customer of customers)
    for (const charge of (await stripe.charges.list({ customer, limit: 100 })).data) {
      if (charge.status === 'succeeded')
        add(charge.currency, charge.amount - charge.amount_refunded)
      for (const dispute of (await stripe.disputes.list({ charge: charge.id })).data)
        for (const { amount } of dispute.balance_transactions) add(dispute.currency, amount)
    }
  return sums
}

const everOf = ({ byTier }: Figures) => {
  const sums: Record<string, number> = {}
  for (const { currency, ever } of byTier) sums[currency] = (sums[currency] ?? 0) + ever
  return sums
}

const chargesOf = async (customer: string) => (await stripe.charges.list({ customer })).data

describe('revenue', () => {
  it('agrees with Stripe to the cent, whatever was paid, given back and taken back', async () => {
    const { home, tier, customers, buyer, revenue } = await shop()
    const other = await home.tier({ name: 'Other' })
    const [ann, ben, cay] = [await buyer('Ann'), await buyer('Ben'), await buyer('Cay')]
    // months, an upgrade with a share of each, a refund in part
    const sub = await subscribe(ann.customer, ann.metadata, tier, 999)
    await moveOn(ann.customer, 40)
    const price = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 2500, product_data: { name: 'x' } },
      ...{ metadata: { tierId: other }, recurring: { interval: 'month' } },
    })
    const items = [{ id: sub.items.data[0]?.id ?? '', price: price.id }]
    await stripe.subscriptions.update(sub.id, { items, proration_behavior: 'always_invoice' })
    await moveOn(ann.customer, 30)
    const [last, first] = await chargesOf(ann.customer)
    await stripe.refunds.create({ charge: first?.id ?? '', amount: 333 })
    // a dispute that is lost, one that is won
    await subscribe(ben.customer, ben.metadata, tier, 1234)
    await moveOn(ben.customer, 32)
    for (const [at, verdict] of ['lost', 'won'].entries()) {
      const { id = '' } = (await chargesOf(ben.customer))[at] ?? {}
      const dispute = await control<{ id: string }>('POST', `/charges/${id}/dispute`)
      await control('POST', `/disputes/${dispute.id}/${verdict}`)
    }
    // yen and dinars for life, and a discount that lasts
    for (const [currency, amount] of [
      ['jpy', 1200],
      ['kwd', 12_340],
    ] as const) {
      const once = await stripe.prices.create({
        ...{ currency, unit_amount: amount, product_data: { name: 'x' } },
      })
      const metadata = { ...cay.metadata, tierId: other }
      const { url } = await checkout(once, {
        customer: cay.customer,
        payment_intent_data: { metadata },
      })
      expect((await payAt(url)).status).toBeLessThan(400)
    }
    const coupon = await stripe.coupons.create({ percent_off: 33, duration: 'forever' })
    await stripe.subscriptions.create({
      ...{ customer: cay.customer, metadata: cay.metadata },
      ...{ items: [{ price: price.id }], discounts: [{ coupon: coupon.id }] },
    })
    for (const customer of customers) await settle(customer, { repeats: 1, seed: 5 })

    const { figures } = await revenue()
    const wanted = await sumsAtStripe(customers)
    expect(Object.keys(wanted).sort()).toEqual(['jpy', 'kwd', 'usd'])
    expect(everOf(figures)).toEqual(wanted)
    expect(last?.amount).toBe(2500)
    const rows = await db.select().from(billingEntries).where(eq(billingEntries.reference, sub.id))
    expect(rows.some(({ kind, amount }) => kind === 'refund' && amount === -333)).toBe(true)
    // 2500 of Ann, 1234 of Ben, and 2500 less a third of Cay
    expect(figures.recurring).toEqual([
      { currency: 'usd', mrr: 2500 + 1234 + 1675, atRisk: 0, ending: 0 },
    ])
    expect(figures.subscribers).toMatchObject({ paying: 3, lifetime: 1 })

    // a full refund of what is for life takes the door and the money
    const [yen] = (await chargesOf(cay.customer)).filter(({ currency }) => currency === 'jpy')
    await stripe.refunds.create({ charge: yen?.id ?? '' })
    await settle(cay.customer)
    const later = await revenue()
    expect(everOf(later.figures)).toEqual({ ...wanted, jpy: 0 })
    const page = await home.owner.page(home.at('/revenue'))
    expect(page).toContain('KWD\u00a012.34')
    expect(page).toContain('¥0')
    const csv = await (await home.owner.get(home.at('/revenue/entries.csv'))).text()
    const lines = csv.trim().split('\r\n').slice(1)
    const all = await db.$count(
      billingEntries,
      eq(billingEntries.communityId, cay.metadata.communityId),
    )
    expect(lines).toHaveLength(all)
    expect(csv).toContain('refund,-1200,JPY')
    expect(csv).toContain('payment,12.340,KWD')
  })

  it('knows what fails, and who pays twice', async () => {
    const { tier, buyer, revenue, home } = await shop()
    const { customer, metadata, person } = await buyer('Dee')
    const sub = await subscribe(customer, metadata, tier)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: bad.id })
    await moveOn(customer, 36)
    await settle(customer)
    const failing = await revenue()
    expect(failing.failures).toMatchObject([
      { username: person.username, amount: 1000, state: 'trying', attempts: 2 },
    ])
    expect(failing.figures.recurring).toMatchObject([{ mrr: 1000, atRisk: 1000 }])
    expect(failing.figures.subscribers).toMatchObject({ paying: 1, failing: 1 })
    expect(failing.twice).toEqual([])
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: good.id })
    await moveOn(customer, 10)
    await subscribe(customer, metadata, tier)
    await settle(customer)
    const paid = await revenue()
    expect(paid.failures).toMatchObject([{ state: 'recovered' }])
    expect(paid.twice).toMatchObject([
      { username: person.username, tiers: ['Supporter', 'Supporter'] },
    ])
    expect(paid.figures.subscribers).toMatchObject({ paying: 1, failing: 0 })
    expect(await home.owner.page(home.at('/revenue'))).toContain('Paying more than once')
  })

  it('counts by months of UTC who came, who left, and the share of those who were there', async () => {
    const { home, tier, communityId, revenue } = await shop()
    const now = new Date()
    /** a moment so many days after the first of a month of UTC */
    const month = (ago: number, days: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1) + days * 86_400_000)
    const had = (createdAt: Date, fields: Partial<typeof subscriptions.$inferInsert> = {}) =>
      db.insert(subscriptions).values({
        ...{ userId: home.owner.id, tierId: tier, stripeSubscriptionId: crypto.randomUUID() },
        ...{ status: 'active', amount: 12_000, currency: 'eur', periodMonths: 12 },
        ...{ createdAt, ...fields },
      })
    await had(month(30, 1))
    await had(month(3, 0))
    await had(month(3, 2), { status: 'canceled', endedAt: month(2, 0) })
    await had(month(3, 3), { status: 'canceled', endedAt: month(3, 9) })
    // a trial that was not kept, and a first payment that never came
    await had(month(1, 1), {
      ...{ status: 'canceled', trialEndsAt: month(1, 9), endedAt: month(1, 9) },
    })
    await had(month(1, 1), { status: 'incomplete_expired', endedAt: month(1, 2) })
    const paid = (amount: number, happenedAt: Date) =>
      db.insert(billingEntries).values({
        ...{ id: crypto.randomUUID(), communityId, kind: 'payment', amount, currency: 'eur' },
        ...{ reference: 'sub_1', happenedAt },
      })
    await paid(12_000, month(11, 0))
    await paid(700, month(11, -1 / 86_400))
    await paid(33, month(0, 0))
    const { figures } = await revenue()
    expect(figures.months).toHaveLength(12)
    const [oldest] = figures.months
    expect(oldest).toMatchObject({ net: 12_000, came: 0, lost: 0, churn: 0 })
    expect(figures.months.slice(-4)).toMatchObject([
      { came: 3, lost: 1, churn: 0 },
      { came: 0, lost: 1, churn: 1 / 3 },
      { came: 0, lost: 0, churn: 0 },
      { net: 33, came: 0, lost: 0, churn: 0 },
    ])
    expect(figures.byTier).toMatchObject([{ tier: null, net: 12_033, ever: 12_733 }])
    expect(figures.recurring).toMatchObject([{ currency: 'eur', mrr: 2000 }])
  })

  it('is seen by those who run the community, in one round trip, and by nobody else', async () => {
    const { home } = await shop()
    const [admin, mo] = [await home.join('Abel', 'admin'), await home.join('Mo', 'moderator')]
    const elsewhere = await community()
    const allowed: [Person, number][] = [
      [guest(), 401],
      [mo, 403],
      [elsewhere.owner, 403],
      [admin, 200],
    ]
    for (const path of ['/revenue', '/revenue/entries.csv'])
      for (const [person, status] of allowed)
        expect((await person.get(home.at(path))).status).toBe(status)
    const page = await admin.get(home.at('/revenue'), { accept: 'text/html' })
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
    expect(await page.text()).toContain('Nothing was sold yet')
  })
})

describe('a line of CSV', () => {
  it('holds decimals, and no formula that somebody wrote as a name', () => {
    const row = {
      ...{ id: 'ch_1', kind: 'payment' as const, amount: 1250, currency: 'usd' },
      ...{ reference: 'sub_1', at: '2027-03-01T10:11:12.123456Z', tier: '=1+1' },
      ...{ username: '@x', fullName: 'A, "B"' },
    }
    expect(lineOf(row)).toBe(
      '2027-03-01T10:11:12Z,payment,12.50,USD,\'=1+1,"A, ""B""",\'@x,sub_1,ch_1\r\n',
    )
  })
})

describe('a chart', () => {
  it('stands on a line of zero and ends at a round number', () => {
    expect([0, 7, 11, 26, 99, 1001].map(roundUp)).toEqual([0, 10, 20, 50, 100, 2000])
    expect(rangeOf([3, -12])).toEqual({ top: 5, bottom: -20 })
    const { bars, zero } = barsOf([50, 0, -50], { width: 30, height: 100, gap: 2 })
    expect(zero).toBe(50)
    expect(bars).toEqual([
      { x: 1, y: 0, width: 8, height: 50 },
      { x: 11, y: 50, width: 8, height: 0 },
      { x: 21, y: 50, width: 8, height: 50 },
    ])
    expect(barsOf([0, 0], { width: 30, height: 100, gap: 2 }).zero).toBe(0)
  })
})
