import { isMember, type Viewer } from '../../communities/rules.ts'
import { bannerOf, blocksAnother } from '../rules.ts'
import type { SubscriptionOf } from './queries.ts'

/** What stands on a plan for one viewer. */
export type Offer = 'sign in' | 'join' | 'owned' | 'buy' | 'other' | 'free'

/** What a viewer may do with a plan: nothing is sold twice. */
export function offerFor(
  viewer: Viewer,
  plan: { id: string; priceCents: number },
  hasLive: boolean,
): Offer {
  if (viewer.tierIds.includes(plan.id)) return 'owned'
  if (plan.priceCents === 0) return 'free'
  if (!viewer.profile) return 'sign in'
  if (!isMember(viewer)) return 'join'
  return hasLive ? 'other' : 'buy'
}

/** Someone's own membership as the page says it; null without one that is alive. */
export function membershipOf(subscriptions: SubscriptionOf[], now: Date) {
  const live = subscriptions.find(blocksAnother)
  if (!live) return null
  const { tier, status, currentPeriodEnd, cancelAtPeriodEnd } = live
  const nothing = { endedAt: null, pausedAt: null, unpaidSince: null, lostAt: null }
  const cancelAt = cancelAtPeriodEnd ? currentPeriodEnd : null
  const banner = bannerOf({ ...nothing, status, cancelAt }, now)
  return { tier, status, until: currentPeriodEnd, banner }
}
export type Membership = NonNullable<ReturnType<typeof membershipOf>>
