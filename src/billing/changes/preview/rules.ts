import type Stripe from 'stripe'
import type { Membership } from '../../plans/rules.ts'
import type { Offer } from '../../prices/queries.ts'
import type { Way } from '../rules.ts'

type Plan = Pick<Offer, 'id' | 'name' | 'priceCents' | 'currency' | 'billingPeriod'>

/** What a page says of a change before it is made. Money in the currency's smallest unit. */
export type Facts = {
  from: string
  to: Plan
  way: Way
  /** what Stripe adds up; empty where nothing is to be paid now */
  lines: { words: string; amount: number }[]
  /** asked for now; what lies on the balance is taken off */
  due: number
  /** what is left over, and is taken off what comes next */
  over: number
  /** the moment for which it was counted, in Stripe's seconds */
  at: number
  /** when it begins, if it does not begin now; or when it renews */
  next: Date | null
  /** it was to end, and goes on with this */
  wasEnding: boolean
}

type Given = {
  membership: Membership
  offer: Offer
  way: Way
  preview: Stripe.Invoice | null
  now: Date
}

/** Makes the page's facts of Stripe's preview. */
export function factsOf({ membership, offer, way, preview, now }: Given): Facts {
  const { id, name, priceCents, currency, billingPeriod } = offer
  const isSame = membership.billingPeriod === billingPeriod
  const lines = preview?.lines.data.map(({ description, amount }) => ({
    words: description ?? name,
    amount,
  }))
  const counted = preview?.parent?.subscription_details?.subscription_proration_date
  return {
    from: membership.tier,
    to: { id, name, priceCents, currency, billingPeriod },
    way,
    lines: lines ?? [],
    due: Math.max(preview?.amount_due ?? 0, 0),
    over: Math.max(-(preview?.total ?? 0), 0),
    at: counted ?? preview?.created ?? Math.floor(now.getTime() / 1000),
    next: way === 'later' || isSame || membership.status === 'trialing' ? membership.until : null,
    wasEnding: membership.banner === 'ends',
  }
}

/** Seconds for which what was shown counts. */
export const SHOWN_FOR = 3600
