import type Stripe from 'stripe'
import { blocksAnother, isOpen } from '../rules.ts'
import { rowsOf, type Truth } from '../sync/rules.ts'

/** What someone wants to buy. */
export type Wanted = { communityId: string; tierId: string }

/** Why it cannot be bought now: it would be paid for twice. Null when nothing is in the way. */
export function inTheWay(truth: Truth, wanted: Wanted, now: Date): string | null {
  const { subscriptions, grants } = rowsOf(truth)
  const isHere = (reference: string) =>
    metadataOf(truth, reference)?.communityId === wanted.communityId
  const live = subscriptions.some(
    (sub) => isHere(sub.stripeSubscriptionId) && blocksAnother({ status: sub.status }),
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
    ({ source, tierId, endsAt }) =>
      source === 'purchase' && tierId === wanted.tierId && isOpen({ opens: true, endsAt }, now),
  )
  return forGood ? 'This is yours already.' : null
}

/** Whether someone has had a membership here before: what can be tried for free is tried once. */
export const isKnownHere = (truth: Truth, { communityId }: Wanted): boolean =>
  truth.subscriptions.some(({ metadata }) => metadata.communityId === communityId)

const metadataOf = ({ subscriptions }: Truth, id: string): Stripe.Metadata | undefined =>
  subscriptions.find((sub) => sub.id === id)?.metadata
