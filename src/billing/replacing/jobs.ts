import type Stripe from 'stripe'
import { isRefusal } from '../../stripe/refusal.ts'
import type { Credit } from '../checkout/rules.ts'
import type { Offer } from '../prices/queries.ts'
import { paymentsOf, type Truth } from '../sync/rules.ts'
import { truthOf } from '../truth/queries.ts'

/**
 * What is left of a subscription that something bought for good takes the place of, as Stripe
 * counts it: a discount of one use. Null when nothing is left.
 */
export async function creditFor(
  stripe: Stripe,
  sub: Stripe.Subscription,
  { id, priceCents }: Offer,
): Promise<Credit> {
  const amount = Math.min(await leftOf(stripe, sub), priceCents)
  if (amount <= 0) return { replaces: sub.id, coupon: null }
  const coupon = await stripe.coupons.create({
    amount_off: amount,
    currency: sub.currency,
    duration: 'once',
    max_redemptions: 1,
    name: 'What is left of your membership',
    metadata: { tierId: id, subscription: sub.id },
  })
  return { replaces: sub.id, coupon: coupon.id }
}

async function leftOf(stripe: Stripe, sub: Stripe.Subscription): Promise<number> {
  try {
    const { total } = await stripe.invoices.createPreview({
      subscription: sub.id,
      subscription_details: { cancel_now: true, proration_behavior: 'create_prorations' },
    })
    return Math.max(-total, 0)
  } catch (error) {
    if (isRefusal(error, 'invoice_upcoming_none')) return 0
    throw error
  }
}

/**
 * Ends at Stripe what was replaced by something that has been paid for since; what was left of it
 * was taken off the price. Gives the truth after that, and changes nothing when asked again.
 */
export async function endReplaced(stripe: Stripe, customer: string, truth: Truth): Promise<Truth> {
  const replaced = new Set(paymentsOf(truth).flatMap(({ metadata }) => metadata.replaces ?? []))
  const ends = truth.subscriptions.filter(({ id, status }) => replaced.has(id) && !OVER.has(status))
  for (const { id } of ends) await stripe.subscriptions.cancel(id, { prorate: false })
  return ends.length ? truthOf(stripe, customer) : truth
}

const OVER = new Set(['canceled', 'incomplete_expired'])
