import { env } from 'cloudflare:test'
import Stripe from 'stripe'

type Card = { number?: string; email?: string; name?: string }
type Delivery = { id: string; type: string; body: string; headers: Record<string, string> }

const api = new URL(env.STRIPE_API_URL ?? '')

/** Stripe's own library, as the Worker has it, at the stand-in of this run. */
export const stripe = new Stripe(env.STRIPE_SECRET_KEY, {
  host: api.hostname,
  port: api.port,
  protocol: 'http',
  httpClient: Stripe.createFetchHttpClient(),
  telemetry: false,
  maxNetworkRetries: 0,
})

/** What only a person at the page can do: types a card and presses the button. */
export async function payAt(url: string | null, card: Card = {}) {
  const { number = '4242424242424242', email = 'ada@example.test', name = 'Ada Test' } = card
  const fields = { number, expiry: '12 / 40', cvc: '123', email, name, country: 'US' }
  return submit(url ?? '', fields)
}

/** Answers the bank's question, which a page led to. */
export const answerBank = (answer: Response, choice: 'approve' | 'fail') =>
  submit(new URL(answer.headers.get('location') ?? '', api).href, { answer: choice })

export const submit = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })

/** Moves one customer's time on, with all that happens on the way. */
export const moveOn = async (customer: string, days: number): Promise<number> => {
  const by = Math.round(days * 86_400)
  const { now } = await control<{ now: number }>('POST', '/clock', { customer, by })
  return now
}

/** A customer's events as Stripe would bring them; `seed` mixes them. */
export const deliveries = (
  customer: string,
  how: { repeats?: number; seed?: number; loss?: number } = {},
): Promise<Delivery[]> => {
  const given = Object.entries({ customer, ...how }).map(([name, value]) => [name, `${value}`])
  return control('GET', `/deliveries?${new URLSearchParams(given)}`)
}

/** What nobody can do by Stripe's API: the bank, the clock, the dashboard. */
export async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${api.origin}/control${path}`, {
    method,
    headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json<T>()
}

/** A price of its own product. */
export async function priceOf(
  unit_amount: number,
  interval?: 'month' | 'year',
  currency = 'usd',
): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency,
    unit_amount,
    product_data: { name: `Tier of ${unit_amount}` },
    ...(interval && { recurring: { interval } }),
  })
}

/** Someone with a card, by one of the names of Stripe's test cards. */
export async function payer(card = 'pm_card_visa', metadata = {}): Promise<Stripe.Customer> {
  const named = { email: 'ada@example.test', name: 'Ada Test' }
  const { id } = await stripe.customers.create({ ...named, metadata })
  const { id: default_payment_method } = await stripe.paymentMethods.attach(card, { customer: id })
  return stripe.customers.update(id, { invoice_settings: { default_payment_method } })
}

export const DAY = 86_400
export const success_url = 'https://circle.test/back?session={CHECKOUT_SESSION_ID}'

/** A checkout session for one of a price. */
export const checkout = (
  price: Stripe.Price,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
) =>
  stripe.checkout.sessions.create({
    mode: price.recurring ? 'subscription' : 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url,
    ...more,
  })

/** What a promise was refused with. */
export const refusal = (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  promise.then(
    () => {
      throw new Error('It was not refused.')
    },
    (error) => error,
  )

/** The kinds of a customer's events, in their order. */
export const typesOf = async (customer: string): Promise<string[]> =>
  (await deliveries(customer)).map(({ type }) => type)

export const text = (value: string | { id: string } | null | undefined): string =>
  typeof value === 'string' ? value : (value?.id ?? '')

/** Someone who pays by the month since now. */
export async function subscribed(card = 'pm_card_visa', cents = 1000) {
  const customer = await payer(card)
  const price = await priceOf(cents, 'month')
  const sub = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  })
  return { customer: customer.id, price, sub, item: sub.items.data[0]?.id ?? '' }
}
