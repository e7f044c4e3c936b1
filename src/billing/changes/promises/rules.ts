import type Stripe from 'stripe'

/**
 * What somebody was promised of a subscription and is not done yet, in its metadata at Stripe: whoever
 * fetches its truth does it, if the Worker that began it has ended.
 */
export type Promised = {
  /** once they pay this price there is no end, and no other plan to follow */
  staysWith: string
  /** the price that follows at the next renewal */
  goesTo: string
  /** since when, in seconds of our clock: whoever wrote it may still be at work */
  since: string
}

/** Takes the place of each; Stripe forgets what is empty. */
export const NOTHING: Promised = { staysWith: '', goesTo: '', since: '' }

/** How long nobody else does what was promised, in seconds. */
export const PATIENCE = 600

/** What is left to do of a promise. `now` in seconds */
export function dueOf(sub: Stripe.Subscription, now: number): 'stay' | 'go' | 'forget' | null {
  const { staysWith, goesTo, since } = sub.metadata
  if (!ALIVE.has(sub.status)) return null
  const price = sub.items.data[0]?.price.id
  if (staysWith && staysWith === price) return 'stay'
  // its bank may still say yes
  if (!goesTo || sub.pending_update || Number(since ?? 0) + PATIENCE > now) return null
  return sub.cancel_at === null && goesTo !== price ? 'go' : 'forget'
}

/** Whether somebody has to look again, once whoever wrote a promise has had their time. @param now in seconds */
export const isFresh = (
  { status, metadata: { goesTo, since } }: Stripe.Subscription,
  now: number,
) => ALIVE.has(status) && Boolean(goesTo) && Number(since ?? 0) + PATIENCE > now

const ALIVE = new Set(['trialing', 'active'])

/** What takes back the end of a subscription, in whichever of the two ways it was set. */
export function withoutEnd(sub: Stripe.Subscription): Stripe.SubscriptionUpdateParams {
  if (sub.cancel_at_period_end) return { cancel_at_period_end: false }
  return sub.cancel_at === null ? {} : { cancel_at: '' }
}
