import { describe, expect, it } from 'vitest'
import {
  answerBank,
  checkout,
  DAY,
  moveOn,
  payAt,
  payer,
  priceOf,
  refusal,
  stripe,
  subscribed,
  text,
  typesOf,
} from './stripe.ts'

const totals = async (customer: string) =>
  (await stripe.invoices.list({ customer })).data.map(({ total }) => total)

describe('a subscription', () => {
  it('from the last of a month keeps that day, as long as the month has it', async () => {
    const frozen_time = Date.UTC(2027, 0, 31, 12) / 1000
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const price = await priceOf(1000, 'month')
    const sub = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      default_payment_method: card.id,
    })
    expect(sub.created).toBe(frozen_time)
    await stripe.testHelpers.testClocks.advance(clock.id, {
      frozen_time: Date.UTC(2027, 4, 1) / 1000,
    })
    const { data } = await stripe.invoices.list({ customer })
    expect(data.map(({ created }) => new Date(created * 1000).toISOString().slice(5, 10))).toEqual([
      '04-30',
      '03-31',
      '02-28',
      '01-31',
    ])
  })

  it('takes its one-time and its repeating discounts off as long as they last', async () => {
    const customer = await payer()
    const price = await priceOf(1000, 'month')
    const coupon = await stripe.coupons.create({
      amount_off: 250,
      currency: 'usd',
      duration: 'repeating',
      duration_in_months: 2,
    })
    await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      discounts: [{ coupon: coupon.id }],
    })
    await moveOn(customer.id, 95)
    expect(await totals(customer.id)).toEqual([1000, 1000, 750, 750])
  })

  it('that becomes cheaper at once leaves a credit, which the next invoices use up', async () => {
    const { customer, sub, item } = await subscribed('pm_card_visa', 9000)
    const cheap = await priceOf(1000, 'month')
    const changed = await stripe.subscriptions.update(sub.id, {
      items: [{ id: item, price: cheap.id }],
      proration_behavior: 'always_invoice',
      proration_date: sub.items.data[0]?.current_period_start ?? 0,
      expand: ['latest_invoice', 'customer'],
    })
    expect(changed.latest_invoice).toMatchObject({ total: -8000, status: 'paid', amount_due: 0 })
    expect(changed.customer).toMatchObject({ balance: -8000 })
    await moveOn(customer, 32)
    const [next] = (await stripe.invoices.list({ customer })).data
    expect(next).toMatchObject({ total: 1000, amount_due: 0, ending_balance: -7000 })
  })

  it('holds a change until it is paid, and drops it when it is not', async () => {
    const { customer, sub, item, price } = await subscribed()
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: bad.id })
    const dear = await priceOf(5000, 'month')
    const items = [{ id: item, price: dear.id }]
    const refused = await refusal(
      stripe.subscriptions.update(sub.id, {
        items,
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      }),
    )
    expect(refused).toMatchObject({ type: 'StripeCardError', statusCode: 402 })
    const held = await stripe.subscriptions.update(sub.id, {
      items,
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    })
    expect(held).toMatchObject({
      status: 'active',
      pending_update: { expires_at: expect.any(Number) },
    })
    expect(held.items.data[0]?.price.id).toBe(price.id)
    await payAt(
      (await stripe.invoices.retrieve(text(held.latest_invoice))).hosted_invoice_url ?? '',
    )
    const paid = await stripe.subscriptions.retrieve(sub.id)
    expect(paid).toMatchObject({ status: 'active', pending_update: null })
    expect(paid.items.data[0]?.price.id).toBe(dear.id)
    await stripe.subscriptions.update(sub.id, {
      items: [{ id: item, price: (await priceOf(9000, 'month')).id }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    })
    await moveOn(customer, 1)
    const dropped = await stripe.subscriptions.retrieve(sub.id)
    expect(dropped).toMatchObject({ status: 'active', pending_update: null })
    expect(dropped.items.data[0]?.price.id).toBe(dear.id)
  })

  it('that is paused makes invoices that nobody asks for', async () => {
    const { customer, sub } = await subscribed()
    await stripe.subscriptions.update(sub.id, { pause_collection: { behavior: 'void' } })
    await moveOn(customer, 32)
    const [paused] = (await stripe.invoices.list({ customer })).data
    expect(paused).toMatchObject({ status: 'void', amount_paid: 0 })
    await stripe.subscriptions.update(sub.id, { pause_collection: '' })
    await moveOn(customer, 32)
    const [next] = (await stripe.invoices.list({ customer })).data
    expect(next).toMatchObject({ status: 'paid' })
  })

  it('on trial without a card ends, when that was agreed', async () => {
    const session = await checkout(await priceOf(1000, 'month'), {
      payment_method_collection: 'if_required',
      subscription_data: {
        trial_period_days: 5,
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
      },
    })
    await payAt(session.url)
    const { subscription, customer } = await stripe.checkout.sessions.retrieve(session.id)
    await moveOn(text(customer), 5.1)
    expect(await stripe.subscriptions.retrieve(text(subscription))).toMatchObject({
      status: 'canceled',
    })
  })

  it('on trial can be lengthened, or ended and paid now', async () => {
    const customer = await payer()
    const price = await priceOf(1000, 'month')
    const sub = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
    })
    const trial_end = (sub.trial_end ?? 0) + 7 * DAY
    const longer = await stripe.subscriptions.update(sub.id, { trial_end })
    expect(longer).toMatchObject({ status: 'trialing', trial_end })
    expect(longer.items.data[0]?.current_period_end).toBe(trial_end)
    const now = await moveOn(customer.id, 2)
    const begun = await stripe.subscriptions.update(sub.id, {
      trial_end: 'now',
      expand: ['latest_invoice'],
    })
    expect(begun).toMatchObject({ status: 'active', billing_cycle_anchor: now })
    expect(begun.latest_invoice).toMatchObject({ total: 1000, status: 'paid' })
  })

  it('ends with its customer', async () => {
    const { customer, sub } = await subscribed()
    expect(await stripe.customers.del(customer)).toMatchObject({ deleted: true })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ deleted: true })
    expect(await stripe.subscriptions.retrieve(sub.id)).toMatchObject({ status: 'canceled' })
    expect((await typesOf(customer)).slice(-2)).toEqual([
      'customer.subscription.deleted',
      'customer.deleted',
    ])
  })
})

describe('a person who tries in vain', () => {
  it('does not use up the tries that were planned', async () => {
    const { customer, sub } = await subscribed('pm_card_authenticationRequired')
    expect(sub.status).toBe('incomplete')
    const open = text(sub.latest_invoice)
    const { hosted_invoice_url: page } = await stripe.invoices.retrieve(open)
    const asked = await payAt(page ?? '', { number: '4000002760003184' })
    expect((await answerBank(asked, 'approve')).status).toBe(303)
    const card = await stripe.paymentMethods.list({ customer })
    await stripe.subscriptions.update(sub.id, { default_payment_method: card.data[0]?.id ?? '' })
    await moveOn(customer, 31.2)
    const [due] = (await stripe.invoices.list({ customer })).data
    const planned = due?.next_payment_attempt
    expect(due).toMatchObject({ status: 'open', attempt_count: 1 })
    const refused = await payAt(due?.hosted_invoice_url ?? '', { number: '4000000000009995' })
    expect(await refused.text()).toContain('insufficient funds')
    expect(await stripe.invoices.retrieve(due?.id ?? '')).toMatchObject({
      attempt_count: 1,
      next_payment_attempt: planned,
    })
    const types = await typesOf(customer)
    expect(types).toContain('invoice.upcoming')
    expect(types).toContain('invoice.payment_action_required')
  })
})

describe('money', () => {
  it('is whole in its smallest unit, with none and with three digits', async () => {
    const yen = await checkout(await priceOf(1200, undefined, 'jpy'))
    expect(await (await fetch(yen.url ?? '')).text()).toContain('¥1,200')
    const dinar = await checkout(await priceOf(12_340, undefined, 'kwd'))
    expect(await (await fetch(dinar.url ?? '')).text()).toContain('12.340')
    await payAt(yen.url)
    const { payment_intent, customer } = await stripe.checkout.sessions.retrieve(yen.id, {
      expand: ['payment_intent.latest_charge.balance_transaction'],
    })
    expect(customer).toBe(null)
    expect(payment_intent).toMatchObject({
      latest_charge: { amount: 1200, currency: 'jpy', balance_transaction: { amount: 1200 } },
    })
  })

  it('in the balance is what was paid less what went back', async () => {
    const { customer } = await subscribed('pm_card_visa', 1234)
    const [charge] = (await stripe.charges.list({ customer })).data
    const refund = await stripe.refunds.create({ charge: charge?.id ?? '', amount: 34 })
    const sums = await Promise.all(
      [charge?.id ?? '', refund.id].map(async (source) => {
        const { data } = await stripe.balanceTransactions.list({ source })
        return data.reduce((sum, { amount }) => sum + amount, 0)
      }),
    )
    expect(sums).toEqual([1234, -34])
  })
})
