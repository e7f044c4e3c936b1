import type Stripe from 'stripe'
import type { Tier } from '../../communities/tiers/tables.ts'
import { at, idOf } from '../truth/rules.ts'

type Priced = Pick<Tier, 'priceCents' | 'currency' | 'billingPeriod'>

/** How one plan becomes another; `never` where Stripe cannot count from one to the other. */
export type Way = 'now' | 'later' | 'once' | 'never'

const months = { monthly: 1, yearly: 12, lifetime: Number.POSITIVE_INFINITY }

/**
 * More, or for longer, begins at once and Stripe counts what is left of the old. Less, or for
 * shorter, waits for the end of what is paid for. What is bought once is paid for by itself.
 * @param from what is paid now, which may not be what the plan costs others
 */
export function wayOf(from: Priced, to: Priced, isTrying = false): Way {
  if (from.currency !== to.currency) return 'never'
  if (to.billingPeriod === 'lifetime') return 'once'
  // nothing has been paid that could be used up first
  if (isTrying) return 'now'
  const isShorter = months[to.billingPeriod] < months[from.billingPeriod]
  return isShorter || to.priceCents < from.priceCents ? 'later' : 'now'
}

/** A subscription's price, and the one that a schedule has for it. */
export type Planned = {
  stripeSubscriptionId: string
  priceId: string | null
  nextPriceId: string | null
  nextAt: Date | null
}

/** The prices of a subscription, with its schedule; the same subscription gives the same. */
export function planOf(sub: Stripe.Subscription): Planned {
  const priceId = sub.items.data[0]?.price.id ?? null
  const next = nextPhaseOf(sub)
  const nextPriceId = idOf(next?.items[0]?.price)
  const isOther = nextPriceId !== null && nextPriceId !== priceId
  return {
    stripeSubscriptionId: sub.id,
    priceId,
    nextPriceId: isOther ? nextPriceId : null,
    nextAt: isOther ? at(next?.start_date) : null,
  }
}

/** What follows the present phase of a running schedule. */
function nextPhaseOf({ schedule }: Stripe.Subscription): Stripe.SubscriptionSchedule.Phase | null {
  if (typeof schedule !== 'object' || schedule?.status !== 'active') return null
  const now = schedule.current_phase?.start_date ?? 0
  return schedule.phases.find(({ start_date }) => start_date > now) ?? null
}
