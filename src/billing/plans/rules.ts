import { isMember, type Viewer } from '../../communities/rules.ts'
import type { TierRow } from '../../communities/tiers/queries.ts'
import { type Way, wayOf } from '../changes/rules.ts'
import { bannerOf, blocksAnother } from '../rules.ts'
import type { SubscriptionOf } from './queries.ts'

/** What stands on a plan for one viewer; the ways are those of changing to it. */
export type Offer =
  | Way
  | 'sign in'
  | 'join'
  | 'owned'
  | 'given'
  | 'next'
  | 'stuck'
  | 'buy'
  | 'free'
  | 'gone'

export type Gifts = { tierId: string | null; endsAt: Date | null }[]
type Plan = Pick<TierRow, 'id' | 'priceCents' | 'currency' | 'billingPeriod' | 'isActive'>

/** What a viewer may do with a plan: nothing is sold twice, and what was given for a time can be kept. */
export function offerFor(
  viewer: Viewer,
  plan: Plan,
  { membership, gifts }: { membership: Membership | null; gifts: Gifts },
): Offer {
  const gift = gifts.find(({ tierId }) => tierId === plan.id)
  // what Stripe has given up asking for is shut
  if (membership?.tierId === plan.id) return membership.status === 'unpaid' ? 'stuck' : 'owned'
  if (membership?.next?.tierId === plan.id) return 'next'
  if (viewer.tierIds.includes(plan.id) && !gift?.endsAt) return 'owned'
  if (!plan.isActive) return gift ? 'given' : 'gone'
  if (plan.priceCents === 0) return gift ? 'given' : 'free'
  if (!viewer.profile) return 'sign in'
  if (!isMember(viewer)) return 'join'
  if (!membership) return gift ? 'given' : 'buy'
  if (membership.banner === 'payment failed') return 'stuck'
  return wayOf(membership, plan, membership.status === 'trialing')
}

/** Someone's own membership as the page says it; null without one that is alive. */
export function membershipOf(subscriptions: SubscriptionOf[], now: Date) {
  const live = subscriptions.find(blocksAnother)
  if (!live) return null
  const { tierId, tier, status, currentPeriodEnd, cancelAtPeriodEnd, endsAt } = live
  const { priceCents, currency, billingPeriod } = live
  const nothing = { endedAt: null, pausedAt: null, unpaidSince: null, lostAt: null }
  const cancelAt = cancelAtPeriodEnd ? currentPeriodEnd : null
  const banner = bannerOf({ ...nothing, status, cancelAt }, now)
  const price = { priceCents, currency, billingPeriod }
  return {
    tierId,
    tier,
    status,
    until: currentPeriodEnd,
    endsAt,
    banner,
    ...price,
    next: nextOf(live, now),
  }
}
export type Membership = NonNullable<ReturnType<typeof membershipOf>>

/** What it becomes at its next renewal, if that is something else. */
function nextOf({ next, nextAt, cancelAtPeriodEnd }: SubscriptionOf, now: Date) {
  if (!nextAt || nextAt <= now || cancelAtPeriodEnd || !next) return null
  const { tierId, tier, priceCents, currency, billingPeriod } = next
  if (!tierId || !tier || priceCents === null || !currency || !billingPeriod) return null
  return { at: nextAt, tierId, tier, priceCents, currency, billingPeriod }
}

/** Whether the plans are for these eyes: who can join may see what there is to belong at. */
export const mayLook = (
  viewer: Viewer,
  { isPublic, joining }: { isPublic: boolean; joining: string },
): boolean => isPublic || isMember(viewer) || joining !== 'invitation'

/** What was given to someone, by name, beside what they pay for. */
export const giftsBeside = (gifts: Gifts, tiers: TierRow[], membership: Membership | null) =>
  gifts.flatMap(({ tierId, endsAt }) => {
    const tier = tiers.find(({ id }) => id === tierId)
    return tier && membership?.tierId !== tier.id ? [{ tier: tier.name, endsAt }] : []
  })
