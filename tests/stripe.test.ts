import { env } from 'cloudflare:test'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import {
  answerBank,
  control,
  deliveries,
  moveOn,
  payAt,
  payer,
  priceOf,
  stripe,
  submit,
} from './stripe.ts'

const DAY = 86_400
const success_url = 'https://circle.test/back?session={CHECKOUT_SESSION_ID}'

const checkout = (price: Stripe.Price, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    mode: price.recurring ? 'subscription' : 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url,
    ...more,
  })

/** What a promise was refused with. */
const refusal = (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  promise.then(
    () => {
      throw new Error('It was not refused.')
    },
    (error) => error,
  )

const typesOf = async (customer: string) => (await deliveries(customer)).map(({ type }) => type)
const text = (value: string | { id: string } | null | undefined): string =>
  typeof value === 'string' ? value : (value?.id ?? '')

async function subscribed(card = 'pm_card_visa', cents = 1000) {
  const customer = await payer(card)
  const price = await priceOf(cents, 'month')
  const sub = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  })
  return { customer: customer.id, price, sub, item: sub.items.data[0]?.id ?? '' }
}

describe('checkout', () => {
  it('leads from a session to a subscription that is paid and active', async () => {
    const price = await priceOf(1500, 'month')
    const session = await checkout(price, {
      client_reference_id: 'profile-1',
      metadata: { tier: 't1' },
      subscription_data: { metadata: { tier: 't1' } },
    })
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 1500 })
    expect(await (await fetch(session.url ?? '')).text()).toContain('$15.00 per month')
    const paid = await payAt(session.url)
    expect(paid.status).toBe(303)
    expect(paid.headers.get('location')).toBe(`https://circle.test/back?session=${session.id}`)
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items', 'subscription.latest_invoice.payments', 'customer'],
    })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      client_reference_id: 'profile-1',
      url: null,
      customer: { object: 'customer', email: 'ada@example.test' },
      line_items: { data: [{ price: { id: price.id } }] },
      subscription: {
        status: 'active',
        metadata: { tier: 't1' },
        billing_mode: { type: 'flexible' },
        latest_invoice: {
          status: 'paid',
          amount_paid: 1500,
          billing_reason: 'subscription_create',
          parent: { subscription_details: { metadata: { tier: 't1' } } },
          payments: { data: [{ status: 'paid', amount_paid: 1500 }] },
        },
      },
    })
    expect(done.line_items?.data[0]?.price?.unit_amount_decimal?.toString()).toBe('1500')
    const types = await typesOf(text(done.customer))
    expect(types.slice(-3)).toEqual([
      'invoice.payment_succeeded',
      'customer.subscription.updated',
      'checkout.session.completed',
    ])
    expect((await fetch(session.url ?? '')).status).toBe(410)
  })

  it('says that a card was declined, lets another be tried, and charges once', async () => {
    const session = await checkout(await priceOf(1500, 'month'))
    const refused = await payAt(session.url, { number: '4000 0000 0000 0002' })
    expect(refused.status).toBe(402)
    expect(await refused.text()).toContain('Your card was declined.')
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id)
    expect(await stripe.subscriptions.retrieve(text(subscription))).toMatchObject({
      status: 'incomplete',
    })
    expect((await payAt(session.url)).status).toBe(303)
    const sub = await stripe.subscriptions.retrieve(text(subscription))
    expect(sub.status).toBe('active')
    const charges = await stripe.charges.list({ customer: text(sub.customer) })
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed'])
  })

  it('asks the bank: approve opens, fail lets you try again', async () => {
    const session = await checkout(await priceOf(900))
    const asked = await payAt(session.url, { number: '4000002500003155' })
    const failed = await answerBank(asked, 'fail')
    expect(failed.status).toBe(402)
    expect(await failed.text()).toContain('unable to authenticate')
    const again = await payAt(session.url, { number: '4000002500003155' })
    expect((await answerBank(again, 'approve')).status).toBe(303)
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(done).toMatchObject({
      mode: 'payment',
      payment_status: 'paid',
      payment_intent: { status: 'succeeded', amount_received: 900 },
    })
  })

  it('takes a promotion code once it is right', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'once' })
    const code = `SAVE${Date.now()}`
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
    const price = await priceOf(1999, 'month')
    const session = await checkout(price, { allow_promotion_codes: true })
    expect((await submit(`${session.url}/code`, { code: 'NOPE' })).status).toBe(422)
    await submit(`${session.url}/code`, { code: code.toLowerCase() })
    await payAt(session.url)
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['invoice'] })
    expect(done).toMatchObject({
      amount_subtotal: 1999,
      amount_total: 1499,
      total_details: { amount_discount: 500 },
      invoice: { subtotal: 1999, total: 1499, amount_paid: 1499 },
    })
    expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1 })
    const customer = text(done.customer)
    await moveOn(customer, 32)
    const { data } = await stripe.invoices.list({ customer })
    expect(data.map(({ total }) => total)).toEqual([1999, 1499])
  })

  it('expires, and refuses what Stripe refuses', async () => {
    const price = await priceOf(1500, 'month')
    const session = await checkout(price)
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: 'expired' })
    expect((await payAt(session.url)).status).toBe(410)
    const twice = await refusal(stripe.checkout.sessions.expire(session.id))
    expect(twice).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400 })
    const wrong = await refusal(checkout(price, { mode: 'payment' }))
    expect(wrong.message).toContain('recurring price')
    const unknown = await refusal(checkout({ ...price, id: 'price_none' }))
    expect(unknown).toMatchObject({
      code: 'resource_missing',
      param: 'line_items[0][price]',
      message: "No such price: 'price_none'",
    })
  })
})

describe('a trial', () => {
  it('asks nothing, warns three days before, and is paid when it ends', async () => {
    const session = await checkout(await priceOf(1000, 'month'), {
      subscription_data: { trial_period_days: 14 },
    })
    expect(session.amount_total).toBe(0)
    await payAt(session.url)
    const { subscription, customer } = await stripe.checkout.sessions.retrieve(session.id)
    const [id, who] = [text(subscription), text(customer)]
    const begun = await stripe.subscriptions.retrieve(id)
    expect(begun).toMatchObject({ status: 'trialing', latest_invoice: expect.any(String) })
    expect((begun.trial_end ?? 0) - (begun.trial_start ?? 0)).toBe(14 * DAY)
    await moveOn(who, 12)
    expect(await typesOf(who)).toContain('customer.subscription.trial_will_end')
    await moveOn(who, 2.1)
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' })
    const { data } = await stripe.invoices.list({ customer: who })
    expect(data.map(({ total, status }) => [total, status])).toEqual([
      [1000, 'paid'],
      [0, 'paid'],
    ])
  })

  it('that ends with a card which fails leaves it past due', async () => {
    const session = await checkout(await priceOf(1000, 'month'), {
      subscription_data: { trial_period_days: 7 },
    })
    await payAt(session.url, { number: '4000000000000341' })
    const { subscription, customer } = await stripe.checkout.sessions.retrieve(session.id)
    await moveOn(text(customer), 7.1)
    expect(await stripe.subscriptions.retrieve(text(subscription))).toMatchObject({
      status: 'past_due',
    })
  })
})

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
    expect(changed.latest_invoice).toMatchObject({ status: 'paid', total: 10_000 - 667 })
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

describe('money that goes back', () => {
  it('in part, then in full, never more', async () => {
    const { customer } = await subscribed()
    const [charge] = (await stripe.charges.list({ customer })).data
    const id = charge?.id ?? ''
    await stripe.refunds.create({ charge: id, amount: 300 })
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      amount_refunded: 300,
      refunded: false,
    })
    const more = await refusal(stripe.refunds.create({ charge: id, amount: 701 }))
    expect(more.message).toContain('greater than unrefunded amount')
    await stripe.refunds.create({ charge: id })
    expect(await stripe.charges.retrieve(id, { expand: ['refunds'] })).toMatchObject({
      refunded: true,
      refunds: { data: [{ amount: 700 }, { amount: 300 }] },
    })
    const again = await refusal(stripe.refunds.create({ charge: id }))
    expect(again.code).toBe('charge_already_refunded')
    const types = await typesOf(customer)
    expect(types.filter((type) => type === 'charge.refunded')).toHaveLength(2)
  })

  it('by a dispute, and comes back when it is won', async () => {
    const { customer } = await subscribed()
    const [charge] = (await stripe.charges.list({ customer })).data
    const made = await control<Stripe.Dispute>('POST', `/charges/${charge?.id}/dispute`)
    expect(await stripe.disputes.retrieve(made.id)).toMatchObject({
      status: 'needs_response',
      amount: 1000,
      charge: charge?.id,
    })
    expect(await stripe.charges.retrieve(charge?.id ?? '')).toMatchObject({ disputed: true })
    await control('POST', `/disputes/${made.id}/won`)
    const { data } = await stripe.balanceTransactions.list({ source: made.id })
    expect(data.map(({ amount, fee }) => [amount, fee])).toEqual([
      [1000, 0],
      [-1000, 1500],
    ])
  })
})

describe('the API', () => {
  it('answers a repeated key once, and refuses it with other words', async () => {
    const idempotencyKey = crypto.randomUUID()
    const [first, second] = await Promise.all([
      stripe.customers.create({ name: 'Once' }, { idempotencyKey }),
      stripe.customers.create({ name: 'Once' }, { idempotencyKey }),
    ])
    expect(second.id).toBe(first.id)
    const other = await refusal(stripe.customers.create({ name: 'Twice' }, { idempotencyKey }))
    expect(other).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
  })

  it('gives long lists page by page', async () => {
    const { id: product } = await stripe.products.create({ name: 'Many' })
    const made = await Promise.all(
      Array.from({ length: 25 }, (_, i) =>
        stripe.prices.create({ product, currency: 'usd', unit_amount: i + 100 }),
      ),
    )
    const page = await stripe.prices.list({ product, limit: 10 })
    expect(page).toMatchObject({ has_more: true, url: '/v1/prices' })
    expect(page.data).toHaveLength(10)
    const all: string[] = []
    for await (const price of stripe.prices.list({ product, limit: 10 })) all.push(price.id)
    expect(all.length).toBe(25)
    expect(new Set(all)).toEqual(new Set(made.map(({ id }) => id)))
    const before = await stripe.prices.list({ product, limit: 5, ending_before: all[5] ?? '' })
    expect(before.data.map(({ id }) => id)).toEqual(all.slice(0, 5))
  })

  it('refuses a wrong key, a wrong id and an unknown word as Stripe does', async () => {
    const stranger = new Stripe('sk_test_wrong', {
      host: new URL(env.STRIPE_API_URL ?? '').hostname,
      port: new URL(env.STRIPE_API_URL ?? '').port,
      protocol: 'http',
      httpClient: Stripe.createFetchHttpClient(),
      maxNetworkRetries: 0,
    })
    expect(await refusal(stranger.products.list())).toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    })
    expect(await refusal(stripe.customers.retrieve('cus_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_none'",
    })
    // @ts-expect-error: a word that Stripe does not have
    expect(await refusal(stripe.products.create({ name: 'A', colour: 'red' }))).toMatchObject({
      code: 'parameter_unknown',
      param: 'colour',
    })
    const account = await stripe.accounts.retrieveCurrent()
    expect(account).toMatchObject({ charges_enabled: true })
    expect(await stripe.tax.settings.retrieve()).toMatchObject({ status: 'active' })
  })
})

describe('webhooks', () => {
  it('are signed, and not believed when a byte is changed', async () => {
    const { customer } = await subscribed()
    const sent = await deliveries(customer)
    const secret = env.STRIPE_WEBHOOK_SECRET
    for (const { id, body, headers } of sent) {
      const signature = headers['stripe-signature'] ?? ''
      const event = await stripe.webhooks.constructEventAsync(body, signature, secret)
      expect(event).toMatchObject({ id, api_version: Stripe.API_VERSION })
      expect(await stripe.events.retrieve(id)).toMatchObject({ type: event.type })
    }
    const [first] = sent
    const signature = first?.headers['stripe-signature'] ?? ''
    const changed = `${first?.body} `
    const refused = await refusal(stripe.webhooks.constructEventAsync(changed, signature, secret))
    expect(refused.type).toBe('StripeSignatureVerificationError')
  })

  it('come repeated, out of order and with losses when that is asked for', async () => {
    const { customer } = await subscribed()
    const inOrder = (await deliveries(customer)).map(({ id }) => id)
    const mixed = (await deliveries(customer, { repeats: 2, seed: 7 })).map(({ id }) => id)
    expect(mixed).toHaveLength(inOrder.length * 3)
    expect(new Set(mixed)).toEqual(new Set(inOrder))
    expect(mixed).not.toEqual(inOrder.flatMap((id) => [id, id, id]))
    expect((await deliveries(customer, { repeats: 2, seed: 7 })).map(({ id }) => id)).toEqual(mixed)
    const lost = await deliveries(customer, { loss: 50, seed: 3 })
    expect(lost.length).toBeLessThan(inOrder.length)
  })
})
