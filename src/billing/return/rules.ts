import type Stripe from 'stripe'

/** Seconds between two looks at a payment, and how often a page looks by itself. */
export const PAUSE = 3
export const MOST_LOOKS = 40

/** Where a checkout stands: paid for, still to be paid, or never to be. */
export function stateOf({
  status,
  payment_status,
}: Pick<Stripe.Checkout.Session, 'status' | 'payment_status'>): 'done' | 'waiting' | 'over' {
  if (status === 'expired') return 'over'
  return status === 'complete' && payment_status !== 'unpaid' ? 'done' : 'waiting'
}
