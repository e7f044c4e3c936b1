import type Stripe from 'stripe'
import { idOf, type Truth } from './rules.ts'

/** More than anybody has; Stripe is asked by the hundred. */
const MOST = { limit: 10_000 }

/** All that Stripe knows of a customer's purchases, now. */
export async function truthOf(stripe: Stripe, customer: string): Promise<Truth> {
  const all = { customer, limit: 100 }
  const [subscriptions, invoices, intents, sessions] = await Promise.all([
    stripe.subscriptions
      .list({
        ...{ ...all, status: 'all' },
        expand: ['data.discounts.source.coupon', 'data.schedule'],
      })
      .autoPagingToArray(MOST),
    stripe.invoices.list({ ...all, expand: ['data.payments'] }).autoPagingToArray(MOST),
    stripe.paymentIntents
      .list({ ...all, expand: ['data.latest_charge.refunds'] })
      .autoPagingToArray(MOST),
    stripe.checkout.sessions.list({ ...all, status: 'complete' }).autoPagingToArray(MOST),
  ])
  const disputed = intents.flatMap(({ latest_charge: charge }) =>
    typeof charge === 'object' && charge?.disputed ? [charge.id] : [],
  )
  const disputes = await Promise.all(
    disputed.map((charge) => stripe.disputes.list({ charge, limit: 100 }).autoPagingToArray(MOST)),
  )
  const free = sessions.filter(
    ({ mode, payment_intent }) => mode === 'payment' && payment_intent === null,
  )
  return { subscriptions, invoices, intents, disputes: disputes.flat(), free }
}

/** Whose a charge is; null for one that was made without a customer. */
export async function customerOfCharge(stripe: Stripe, id: string): Promise<string | null> {
  const { customer } = await stripe.charges.retrieve(id)
  return idOf(customer)
}
