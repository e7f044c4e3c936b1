import type Stripe from 'stripe'
import type { World } from './history.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'

type At = World & { person: Person; random: Random }

/** One thing that a person, a bank, an owner or the clock may do. */
export async function act(at: At): Promise<void> {
  const { stripe, control, person, random } = at
  const { customer } = person
  const live = (await stripe.subscriptions.list({ customer, limit: 100 })).data
  const sub = random.one(live.filter(({ status }) => !status.startsWith('incomplete')))
  if (!sub) return void (await (random.chance(0.7) ? subscribe(at) : buyOnce(at)))
  const acts: (() => unknown)[] = [
    () => subscribe(at),
    () => buyOnce(at),
    () => stripe.subscriptions.cancel(sub.id),
    () => stripe.subscriptions.update(sub.id, { cancel_at_period_end: !sub.cancel_at_period_end }),
    () => change(at, sub),
    () => giveBack(at, random.chance(0.5)),
    () => argue(at),
    () => useCard(at, 'pm_card_chargeCustomerFail'),
    () => useCard(at, 'pm_card_visa'),
    () => control.move({ customer, by: (1 + random.below(20)) * 86_400 }),
    () => control.move({ customer, by: (25 + random.below(20)) * 86_400 }),
  ]
  await random.one(acts)?.()
}

async function price({ stripe, person, random }: At, isOnce: boolean): Promise<Stripe.Price> {
  return stripe.prices.create({
    ...{ currency: random.one(['usd', 'usd', 'jpy', 'kwd']) ?? 'usd' },
    unit_amount: (1 + random.below(40)) * 100,
    product_data: { name: 'A tier' },
    metadata: { tierId: random.one(person.tiers) ?? '' },
    ...(!isOnce && { recurring: { interval: random.chance(0.2) ? 'year' : 'month' } }),
  })
}

const metadataOf = ({ profileId, communityId }: Person) => ({ profileId, communityId })

async function subscribe(at: At): Promise<void> {
  const { id } = await price(at, false)
  await at.stripe.subscriptions.create({
    ...{ customer: at.person.customer, metadata: metadataOf(at.person), items: [{ price: id }] },
    ...{ payment_behavior: 'allow_incomplete' },
    ...(at.random.chance(0.2) && { trial_period_days: 1 + at.random.below(20) }),
  })
}

/** For life, at Stripe's own page. */
async function buyOnce(at: At): Promise<void> {
  const { id, metadata } = await price(at, true)
  const { url } = await at.stripe.checkout.sessions.create({
    ...{ mode: 'payment', customer: at.person.customer, line_items: [{ price: id, quantity: 1 }] },
    payment_intent_data: { metadata: { ...metadataOf(at.person), ...metadata } },
    success_url: 'https://circle.test/back',
  })
  const fields = { number: '4242424242424242', expiry: '12 / 40', cvc: '123', country: 'US' }
  const body = new URLSearchParams({ ...fields, email: 'ada@example.test', name: 'Ada Test' })
  const paid = await fetch(url ?? '', { method: 'POST', redirect: 'manual', body })
  if (paid.status >= 400) throw new Error(`checkout: ${paid.status} ${await paid.text()}`)
}

async function change(at: At, sub: Stripe.Subscription): Promise<void> {
  const [item] = sub.items.data
  const { id } = await at.stripe.prices.create({
    ...{ currency: sub.currency, unit_amount: (1 + at.random.below(40)) * 100 },
    ...{ product_data: { name: 'A tier' }, recurring: { interval: 'month' } },
    metadata: { tierId: at.random.one(at.person.tiers) ?? '' },
  })
  await at.stripe.subscriptions.update(sub.id, {
    items: [{ id: item?.id ?? '', price: id }],
    proration_behavior: at.random.chance(0.5) ? 'always_invoice' : 'create_prorations',
  })
}

async function giveBack({ stripe, person, random }: At, isWhole: boolean): Promise<void> {
  const { data } = await stripe.charges.list({ customer: person.customer, limit: 100 })
  const charge = random.one(
    data.filter((one) => one.status === 'succeeded' && !one.refunded && !one.disputed),
  )
  if (!charge) return
  const rest = charge.amount - charge.amount_refunded
  const amount = isWhole ? rest : Math.ceil(rest / 200) * 100
  await stripe.refunds.create({ charge: charge.id, amount: Math.min(amount, rest) })
}

async function argue({ stripe, control, person, random }: At): Promise<void> {
  const { data } = await stripe.charges.list({ customer: person.customer, limit: 100 })
  const charge = random.one(data.filter((one) => one.status === 'succeeded' && !one.refunded))
  if (!charge) return
  if (!charge.disputed) return void control.dispute(charge.id)
  const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data
  if (dispute?.status === 'needs_response')
    control.decide(dispute.id, random.chance(0.5) ? 'won' : 'lost')
}

async function useCard({ stripe, person: { customer } }: At, name: string): Promise<void> {
  const { id } = await stripe.paymentMethods.attach(name, { customer })
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } })
}
