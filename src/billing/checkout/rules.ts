import type Stripe from 'stripe'
import type { Offer } from '../prices/queries.ts'
import { blocksAnother, isOpen } from '../rules.ts'
import { rowsOf, type Truth } from '../sync/rules.ts'

/** What someone wants to buy. */
export type Wanted = { communityId: string; tierId: string }

/**
 * Why it cannot be bought now: it would be paid for twice. Null when nothing is in the way.
 * @param replaces the subscription that ends with it
 */
export function inTheWay(
  truth: Truth,
  wanted: Wanted,
  now: Date,
  replaces?: string,
): string | null {
  const { subscriptions, grants } = rowsOf(truth)
  const isHere = (reference: string) =>
    metadataOf(truth, reference)?.communityId === wanted.communityId
  const live = subscriptions.some(
    (sub) =>
      isHere(sub.stripeSubscriptionId) &&
      sub.stripeSubscriptionId !== replaces &&
      blocksAnother({ status: sub.status }),
  )
  if (live) return 'You have a membership here already. Look after it under Plans.'
  // a bank may take days to say whether it was paid
  const isComing = truth.intents.some(
    ({ status, metadata }) =>
      status === 'processing' &&
      metadata.communityId === wanted.communityId &&
      metadata.tierId === wanted.tierId,
  )
  if (isComing) return 'Your payment is on its way.'
  const forGood = grants.some(
    ({ source, tierId, endsAt, isOver }) =>
      source === 'purchase' &&
      tierId === wanted.tierId &&
      isOpen({ opens: true, endsAt, isOver }, now),
  )
  return forGood ? 'This is yours already.' : null
}

/** The subscription whose place something bought for good takes: one that is paid, in its currency. */
export const replacedBy = (
  truth: Truth,
  { communityId, currency }: Pick<Offer, 'communityId' | 'currency'>,
): Stripe.Subscription | null =>
  truth.subscriptions.find(
    (sub) =>
      sub.metadata.communityId === communityId &&
      sub.currency === currency &&
      (sub.status === 'active' || sub.status === 'trialing'),
  ) ?? null

/** What ends with a purchase, and the discount for what was left of it. */
export type Credit = { replaces: string; coupon: string | null }

type Buyer = {
  profileId: string
  price: string
  trialDays: number
  credit: Credit | null
  /** the space that they wanted to enter */
  space?: string | undefined
}

/** What Stripe is asked for. @param plans the address of the plans, which it leads back to */
export function paramsOf(
  offer: Offer,
  { profileId, price, trialDays, credit, space }: Buyer,
  plans: string,
) {
  const metadata = {
    ...{ profileId, communityId: offer.communityId, tierId: offer.id },
    ...(space && { spaceSlug: space }),
    ...(credit && { replaces: credit.replaces }),
  }
  const shared = {
    line_items: [{ price, quantity: 1 }],
    ...(credit?.coupon
      ? { discounts: [{ coupon: credit.coupon }] }
      : { allow_promotion_codes: true }),
    ...taxesOf(offer),
    metadata,
    success_url: `${plans}/return?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: plans,
  } satisfies Stripe.Checkout.SessionCreateParams
  if (offer.billingPeriod === 'lifetime')
    return { ...shared, mode: 'payment' as const, payment_intent_data: { metadata } }
  const trial = trialDays > 0 && { trial_period_days: trialDays }
  return { ...shared, mode: 'subscription' as const, subscription_data: { metadata, ...trial } }
}

/** Where Stripe reckons the taxes it has to know where somebody lives, and may be told their VAT id. */
export const taxesOf = ({ isTaxed }: { isTaxed: boolean }) =>
  isTaxed
    ? {
        automatic_tax: { enabled: true },
        tax_id_collection: { enabled: true },
        customer_update: { address: 'auto' as const, name: 'auto' as const },
      }
    : {}

/** Whether someone has had a membership here before: what can be tried for free is tried once. */
export const isKnownHere = (truth: Truth, { communityId }: Wanted): boolean =>
  truth.subscriptions.some(({ metadata }) => metadata.communityId === communityId)

const metadataOf = ({ subscriptions }: Truth, id: string): Stripe.Metadata | undefined =>
  subscriptions.find((sub) => sub.id === id)?.metadata
