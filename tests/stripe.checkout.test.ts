import { describe, expect, it } from 'vitest'
import {
  answerBank,
  checkout,
  DAY,
  moveOn,
  payAt,
  priceOf,
  refusal,
  stripe,
  submit,
  text,
  typesOf,
} from './stripe.ts'

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
