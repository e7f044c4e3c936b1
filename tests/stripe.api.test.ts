import { env } from 'cloudflare:test'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { control, deliveries, refusal, stripe, subscribed, typesOf } from './stripe.ts'

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
    expect(sent.length).toBeGreaterThan(0)
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
