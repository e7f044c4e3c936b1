import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { checkout, control, moveOn, payAt, payer, stripe, text } from '../../../tests/stripe.ts'
import type { Truth } from '../truth/rules.ts'
import { rowsOf } from './rules.ts'

const DAY = 86_400_000
const owner = () => ({ profileId: crypto.randomUUID(), communityId: crypto.randomUUID() })

const priceOf = (unit_amount: number, tierId: string, interval?: 'month') =>
  stripe.prices.create({
    currency: 'usd',
    unit_amount,
    product_data: { name: 'A tier' },
    metadata: { tierId },
    ...(interval && { recurring: { interval } }),
  })

/** All there is, in Stripe's pages. */
async function truthOf(customer: string): Promise<Truth> {
  const all = { customer, limit: 100 }
  const [subscriptions, invoices, intents] = await Promise.all([
    stripe.subscriptions.list({ ...all, status: 'all' }),
    stripe.invoices.list({ ...all, expand: ['data.payments'] }),
    stripe.paymentIntents.list({ ...all, expand: ['data.latest_charge.refunds'] }),
  ])
  const disputes: Stripe.Dispute[] = []
  for (const { latest_charge: charge } of intents.data) {
    if (typeof charge !== 'object' || !charge?.disputed) continue
    disputes.push(...(await stripe.disputes.list({ charge: charge.id })).data)
  }
  return {
    subscriptions: subscriptions.data,
    invoices: invoices.data,
    intents: intents.data,
    disputes,
  }
}

const mixed = <T>(list: T[]): T[] => list.toSorted(() => Math.random() - 0.5)

const grantsOf = async (customer: string) => rowsOf(await truthOf(customer)).grants

async function subscribed() {
  const { id: customer } = await payer()
  const metadata = owner()
  const tierId = crypto.randomUUID()
  const price = await priceOf(1000, tierId, 'month')
  const sub = await stripe.subscriptions.create({
    customer,
    metadata,
    items: [{ price: price.id }],
  })
  return { customer, metadata, tierId, sub, item: sub.items.data[0]?.id ?? '' }
}

describe('the rows of a customer', () => {
  it('are a subscription and its open grant', async () => {
    const { customer, metadata, tierId, sub } = await subscribed()
    const rows = rowsOf(await truthOf(customer))
    expect(rows.subscriptions).toMatchObject([
      {
        stripeSubscriptionId: sub.id,
        userId: metadata.profileId,
        tierId,
        status: 'active',
        cancelAtPeriodEnd: false,
      },
    ])
    expect(rows.grants).toEqual([
      {
        ...metadata,
        tierId,
        source: 'subscription',
        reference: sub.id,
        startsAt: new Date(sub.start_date * 1000),
        endsAt: null,
        isOver: false,
      },
    ])
    expect(rowsOf(await truthOf(customer))).toEqual(rows)
  })

  it('are the same in whatever order Stripe lists them', async () => {
    const { customer, sub, item } = await subscribed()
    await moveOn(customer, 65)
    const { id: price } = await priceOf(4000, crypto.randomUUID(), 'month')
    await stripe.subscriptions.update(sub.id, { items: [{ id: item, price }] })
    await stripe.refunds.create({
      charge: (await stripe.charges.list({ customer })).data[0]?.id ?? '',
    })
    const truth = await truthOf(customer)
    const rows = rowsOf(truth)
    expect(rows.grants).toMatchObject([{ endsAt: expect.any(Date) }])
    for (let turn = 0; turn < 50; turn++) {
      expect(
        rowsOf({ ...truth, invoices: mixed(truth.invoices), intents: mixed(truth.intents) }),
      ).toEqual(rows)
    }
  })

  it('leave out what is not ours', async () => {
    const { id: customer } = await payer()
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 500,
      product_data: { name: 'Another shop' },
      recurring: { interval: 'month' },
    })
    await stripe.subscriptions.create({ customer, items: [{ price: price.id }] })
    expect(rowsOf(await truthOf(customer))).toEqual({ subscriptions: [], grants: [] })
  })

  it('follow the price when the tier changes', async () => {
    const { customer, sub, item } = await subscribed()
    const tierId = crypto.randomUUID()
    const { id: price } = await priceOf(3000, tierId, 'month')
    const proration_behavior = 'always_invoice'
    await stripe.subscriptions.update(sub.id, { items: [{ id: item, price }], proration_behavior })
    expect(await grantsOf(customer)).toMatchObject([{ tierId, endsAt: null }])
    // the difference goes back, the period stays paid
    const [difference] = (await stripe.charges.list({ customer })).data
    if (difference) await stripe.refunds.create({ charge: difference.id })
    expect(await grantsOf(customer)).toMatchObject([{ tierId, endsAt: null }])
  })

  it('end with the period, the same from the portal and from the API', async () => {
    const [one, two] = [await subscribed(), await subscribed()]
    await stripe.subscriptions.update(one.sub.id, { cancel_at_period_end: true })
    const end = one.sub.items.data[0]?.current_period_end ?? 0
    await stripe.subscriptions.update(two.sub.id, { cancel_at: end })
    for (const { customer } of [one, two]) {
      const { subscriptions, grants } = rowsOf(await truthOf(customer))
      expect(subscriptions).toMatchObject([{ status: 'active', cancelAtPeriodEnd: true }])
      expect(grants).toMatchObject([{ endsAt: new Date(end * 1000) }])
    }
  })

  it('keep the door open through the grace, and shut it when Stripe gives up', async () => {
    const { customer, sub } = await subscribed()
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: bad.id })
    await moveOn(customer, 32)
    const failedAt = (sub.items.data[0]?.current_period_end ?? 0) * 1000
    expect(await grantsOf(customer)).toMatchObject([{ endsAt: new Date(failedAt + 14 * DAY) }])
    // one that was given up long ago, before others were paid, takes nothing off the grace
    const truth = await truthOf(customer)
    const [paid] = truth.invoices.filter(({ status }) => status === 'paid')
    if (!paid) throw new Error('nothing was paid')
    const old = {
      ...paid,
      id: 'in_old',
      status: 'uncollectible',
      created: paid.created - 1,
    } as const
    expect(rowsOf({ ...truth, invoices: [old, ...truth.invoices] }).grants).toMatchObject([
      { endsAt: new Date(failedAt + 14 * DAY) },
    ])
    await moveOn(customer, 16)
    const { subscriptions, grants } = rowsOf(await truthOf(customer))
    expect(subscriptions).toMatchObject([{ status: 'canceled' }])
    const [{ ended_at } = { ended_at: 0 }] = (await truthOf(customer)).subscriptions
    expect(grants).toMatchObject([{ endsAt: new Date((ended_at ?? 0) * 1000) }])
  })

  it('end by a full refund or a dispute, go on after a part or a win', async () => {
    const { customer } = await subscribed()
    const [charge] = (await stripe.charges.list({ customer })).data
    const id = charge?.id ?? ''
    await stripe.refunds.create({ charge: id, amount: 400 })
    expect(await grantsOf(customer)).toMatchObject([{ endsAt: null }])
    const rest = await stripe.refunds.create({ charge: id })
    expect(await grantsOf(customer)).toMatchObject([{ endsAt: new Date(rest.created * 1000) }])
    const other = await subscribed()
    const [disputed] = (await stripe.charges.list({ customer: other.customer })).data
    const made = await control<Stripe.Dispute>('POST', `/charges/${disputed?.id}/dispute`)
    expect(await grantsOf(other.customer)).toMatchObject([
      { endsAt: new Date(made.created * 1000) },
    ])
    await control('POST', `/disputes/${made.id}/won`)
    expect(await grantsOf(other.customer)).toMatchObject([{ endsAt: null }])
  })

  it('have no end for a lifetime, beside another purchase that ends', async () => {
    const { customer, metadata, tierId, sub } = await subscribed()
    const price = await priceOf(50_000, tierId)
    const session = await checkout(price, {
      customer,
      payment_intent_data: { metadata: { ...metadata, tierId } },
    })
    await payAt(session.url)
    await stripe.subscriptions.cancel(sub.id)
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id)
    const grants = await grantsOf(customer)
    expect(grants).toHaveLength(2)
    expect(grants).toContainEqual(
      expect.objectContaining({
        source: 'purchase',
        reference: text(payment_intent),
        endsAt: null,
      }),
    )
    expect(grants).toContainEqual(
      expect.objectContaining({ source: 'subscription', endsAt: expect.any(Date) }),
    )
  })

  it('are none for a first payment that did not come', async () => {
    const metadata = owner()
    const price = await priceOf(1000, crypto.randomUUID(), 'month')
    const session = await checkout(price, { subscription_data: { metadata } })
    await payAt(session.url, { number: '4000000000000002' })
    const { customer } = await stripe.checkout.sessions.retrieve(session.id)
    const { subscriptions, grants } = rowsOf(await truthOf(text(customer)))
    expect(subscriptions).toMatchObject([{ status: 'incomplete' }])
    expect(grants).toEqual([])
  })
})
