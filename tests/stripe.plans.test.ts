import { describe, expect, it } from 'vitest'
import {
  checkout,
  control,
  moveOn,
  payAt,
  priceOf,
  refusal,
  stripe,
  submit,
  subscribed,
  success_url,
  text,
  typesOf,
} from './stripe.ts'

describe('a change of price', () => {
  it('costs what the preview said, to the cent and by the second', async () => {
    for (const [from, to, days] of [
      [1000, 2500, 9.37],
      [1999, 4999, 0.4],
      [333, 777, 21.001],
    ] as const) {
      const { customer, sub, item } = await subscribed('pm_card_visa', from)
      const proration_date = await moveOn(customer, days)
      const items = [{ id: item, price: (await priceOf(to, 'month')).id }]
      const how = { items, proration_behavior: 'always_invoice', proration_date } as const
      const preview = await stripe.invoices.createPreview({
        subscription: sub.id,
        subscription_details: how,
      })
      const changed = await stripe.subscriptions.update(sub.id, {
        ...how,
        expand: ['latest_invoice'],
      })
      const invoice = changed.latest_invoice
      if (typeof invoice !== 'object' || !invoice) throw new Error('no invoice')
      const [period] = sub.items.data
      const share =
        ((period?.current_period_end ?? 0) - proration_date) /
        ((period?.current_period_end ?? 0) - (period?.current_period_start ?? 0))
      expect(preview.total).toBe(Math.round(to * share) - Math.round(from * share))
      expect(invoice).toMatchObject({ total: preview.total, billing_reason: 'subscription_update' })
      expect(invoice.lines.data.map(({ amount }) => amount)).toEqual(
        preview.lines.data.map(({ amount }) => amount),
      )
      expect(invoice.lines.data[0]?.parent?.subscription_item_details?.proration).toBe(true)
      expect(changed.items.data[0]?.current_period_end).toBe(period?.current_period_end)
    }
  })

  it('to another rhythm begins a new period at once', async () => {
    const { customer, sub, item } = await subscribed()
    const now = await moveOn(customer, 10)
    const items = [{ id: item, price: (await priceOf(10_000, 'year')).id }]
    const changed = await stripe.subscriptions.update(sub.id, { items, expand: ['latest_invoice'] })
    expect(changed).toMatchObject({ billing_cycle_anchor: now, status: 'active' })
    const { current_period_start: from = 0, current_period_end: to = 0 } = sub.items.data[0] ?? {}
    const back = Math.round((1000 * (to - now)) / (to - from))
    expect(changed.latest_invoice).toMatchObject({ status: 'paid', total: 10_000 - back })
  })

  it('down waits for the period to end, by a schedule', async () => {
    const { customer, sub } = await subscribed('pm_card_visa', 2000)
    const cheap = await priceOf(500, 'month')
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: sub.id })
    const [first] = schedule.phases
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        {
          items: [{ price: text(first?.items[0]?.price), quantity: 1 }],
          start_date: first?.start_date ?? 0,
          end_date: first?.end_date ?? 0,
        },
        { items: [{ price: cheap.id, quantity: 1 }], proration_behavior: 'none' },
      ],
    })
    const next = await stripe.invoices.createPreview({ subscription: sub.id })
    expect(next.total).toBe(500)
    await moveOn(customer, 20)
    expect((await stripe.subscriptions.retrieve(sub.id)).items.data[0]?.price.unit_amount).toBe(
      2000,
    )
    await moveOn(customer, 12)
    const changed = await stripe.subscriptions.retrieve(sub.id, { expand: ['latest_invoice'] })
    expect(changed.items.data[0]?.price.id).toBe(cheap.id)
    expect(changed.latest_invoice).toMatchObject({ total: 500, status: 'paid' })
    await moveOn(customer, 31)
    expect(await stripe.subscriptions.retrieve(sub.id)).toMatchObject({ schedule: null })
  })
})

describe('a renewal that fails', () => {
  const failing = async () => {
    const made = await subscribed()
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: made.customer,
    })
    await stripe.customers.update(made.customer, {
      invoice_settings: { default_payment_method: bad.id },
    })
    await moveOn(made.customer, 31.2)
    return made
  }
  const statusOf = async (id: string) => (await stripe.subscriptions.retrieve(id)).status

  it('is past due, is tried again, and recovers with a good card', async () => {
    const { customer, sub } = await failing()
    expect(await statusOf(sub.id)).toBe('past_due')
    const [open] = (await stripe.invoices.list({ customer, status: 'open' })).data
    expect(open).toMatchObject({ attempt_count: 1, next_payment_attempt: expect.any(Number) })
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: good.id },
    })
    await moveOn(customer, 3.1)
    expect(await statusOf(sub.id)).toBe('active')
    expect(await stripe.invoices.retrieve(open?.id ?? '')).toMatchObject({ status: 'paid' })
  })

  it('ends the subscription, or leaves it unpaid, when every try failed', async () => {
    const { customer, sub } = await failing()
    await moveOn(customer, 3 + 5 + 7.1)
    const ended = await stripe.subscriptions.retrieve(sub.id)
    expect(ended).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    })
    const types = await typesOf(customer)
    expect(types.filter((type) => type === 'invoice.payment_failed')).toHaveLength(4)
    await control('POST', '/settings', { afterRetries: 'unpaid' })
    try {
      const other = await failing()
      await moveOn(other.customer, 15.1)
      expect(await statusOf(other.sub.id)).toBe('unpaid')
      await moveOn(other.customer, 31)
      const { data } = await stripe.invoices.list({ customer: other.customer })
      expect(data[0]).toMatchObject({ status: 'draft', auto_advance: false })
    } finally {
      await control('POST', '/settings', { afterRetries: 'cancel' })
    }
  })

  it('can be paid by the person on the page of the invoice', async () => {
    const { customer, sub } = await failing()
    const [open] = (await stripe.invoices.list({ customer, status: 'open' })).data
    expect((await payAt(open?.hosted_invoice_url ?? '')).status).toBe(303)
    expect(await statusOf(sub.id)).toBe('active')
  })
})

describe('an end', () => {
  it('comes with the period, and can be taken back before', async () => {
    const { customer, sub } = await subscribed()
    const end = sub.items.data[0]?.current_period_end
    expect(await stripe.subscriptions.update(sub.id, { cancel_at_period_end: true })).toMatchObject(
      { cancel_at_period_end: true, cancel_at: end, status: 'active' },
    )
    const none = await refusal(stripe.invoices.createPreview({ subscription: sub.id }))
    expect(none.code).toBe('invoice_upcoming_none')
    expect(
      await stripe.subscriptions.update(sub.id, { cancel_at_period_end: false }),
    ).toMatchObject({ cancel_at: null, canceled_at: null })
    await stripe.subscriptions.update(sub.id, { cancel_at_period_end: true })
    await moveOn(customer, 32)
    expect(await stripe.subscriptions.retrieve(sub.id)).toMatchObject({
      status: 'canceled',
      ended_at: end,
    })
    expect((await typesOf(customer)).at(-1)).toBe('customer.subscription.deleted')
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([])
    expect((await stripe.subscriptions.list({ customer, status: 'all' })).data).toHaveLength(1)
  })

  it('asked for in the portal sets the moment alone, as flexible billing does', async () => {
    const { customer, sub } = await subscribed()
    const portal = await stripe.billingPortal.sessions.create({ customer, return_url: success_url })
    expect(await (await fetch(portal.url)).text()).toContain('Tier of 1000')
    await submit(`${portal.url}/cancel/${sub.id}`, {})
    expect(await stripe.subscriptions.retrieve(sub.id)).toMatchObject({
      cancel_at_period_end: false,
      cancel_at: sub.items.data[0]?.current_period_end,
    })
    await submit(`${portal.url}/resume`, { subscription: sub.id })
    expect(await stripe.subscriptions.retrieve(sub.id)).toMatchObject({ cancel_at: null })
    await payAt(`${portal.url}/card`, { number: '5555 5555 5555 4444' })
    const known = await stripe.customers.retrieve(customer, {
      expand: ['invoice_settings.default_payment_method'],
    })
    expect(known).toMatchObject({
      invoice_settings: { default_payment_method: { card: { last4: '4444' } } },
    })
  })

  it('of a first payment that never comes is incomplete_expired', async () => {
    const session = await checkout(await priceOf(1000, 'month'))
    await payAt(session.url, { number: '4000000000000002' })
    const { subscription, customer } = await stripe.checkout.sessions.retrieve(session.id)
    await moveOn(text(customer), 1.1)
    expect(await stripe.subscriptions.retrieve(text(subscription))).toMatchObject({
      status: 'incomplete_expired',
    })
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired' })
  })
})
