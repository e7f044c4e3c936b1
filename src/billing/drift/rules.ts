/**
 * All that may be otherwise than at Stripe, in words: whether we put it right ourselves, or what is to
 * be done.
 */
export const DRIFTS = {
  subscription_missing: { words: 'A subscription that we did not know', repairs: true },
  status_wrong: { words: 'A subscription in another state', repairs: true },
  tier_wrong: { words: 'A subscription of another tier', repairs: true },
  period_wrong: { words: 'A subscription with other dates', repairs: true },
  cancel_wrong: { words: 'A subscription that ends, or goes on, otherwise', repairs: true },
  amount_wrong: { words: 'A subscription at another price', repairs: true },
  grant_missing: { words: 'Somebody paid and was not let in', repairs: true },
  grant_unfounded: { words: 'Somebody was let in by a purchase that opens nothing', repairs: true },
  refunded_but_open: { words: 'A purchase that was given back, and still open', repairs: true },
  ended_but_open: { words: 'A purchase that is over, and still open', repairs: true },
  end_wrong: { words: 'Access that ends on another day', repairs: true },
  payment_missing: { words: 'A payment that we did not count', repairs: true },
  payment_wrong: { words: 'A payment of another amount', repairs: true },
  shown_wrong: { words: 'A member who shows the wrong tier', repairs: true },
  tier_without_price: { words: 'A tier without a price at Stripe', repairs: true },
  tier_name_wrong: { words: 'A tier that Stripe knows by another name', repairs: true },
  tier_price_gone: {
    words: 'A tier whose price is gone at Stripe',
    repairs: false,
    advice: 'Change the price of the tier and change it back: that makes a new one.',
  },
  tier_price_wrong: {
    words: 'A tier whose price at Stripe is another',
    repairs: false,
    advice: 'Somebody changed it at Stripe. Change the tier’s price here: that makes a new one.',
  },
  price_without_tier: {
    words: 'A subscription at a price of no tier',
    repairs: false,
    advice: 'Move it at Stripe to a price of one of your tiers.',
  },
  subscription_gone: {
    words: 'A subscription that Stripe does not know',
    repairs: false,
    advice:
      'It may come from another Stripe account. Take the tier back by hand if it is not paid.',
  },
  grant_without_purchase: {
    words: 'Access by a purchase that Stripe does not know',
    repairs: false,
    advice: 'It may come from another Stripe account. Nobody is locked out until you say so.',
  },
  payment_unknown: {
    words: 'A payment that Stripe does not know',
    repairs: false,
    advice: 'It counts in your revenue until you know better.',
  },
  customer_gone: {
    words: 'A customer who is gone at Stripe',
    repairs: false,
    advice: 'They keep what they have. Ask them to buy it again.',
  },
  customer_foreign: {
    words: 'Somebody pays whom we do not know as a customer',
    repairs: false,
    advice: 'Look at Stripe who that is; give them the tier by hand, or give the money back.',
  },
  paid_twice: {
    words: 'Somebody pays for two memberships',
    repairs: false,
    advice: 'Ask them which one they want, and end the other at Stripe.',
  },
} as const satisfies Record<
  string,
  { words: string; repairs: true } | { words: string; repairs: false; advice: string }
>

export type DriftKind = keyof typeof DRIFTS

/** One thing that differs. */
export type Drift = {
  kind: DriftKind
  /** an id of Stripe's, or of a tier */
  subject: string
  profileId: string | null
}

/** What people can do about what we do not mend. */
export function adviceOn(kind: string): string | null {
  const drift = kind in DRIFTS ? DRIFTS[kind as DriftKind] : null
  return drift && 'advice' in drift ? drift.advice : null
}

/** The words for a kind, also for one that a later version has given up. */
export const wordsOf = (kind: string): string =>
  kind in DRIFTS ? DRIFTS[kind as DriftKind].words : kind
