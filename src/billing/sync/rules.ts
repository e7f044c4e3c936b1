import type Stripe from 'stripe'
import * as z from 'zod'
import { worthOf } from '../ledger/rules.ts'
import { type Purchase, standingOf } from '../rules.ts'
import { subscriptionStatus } from '../tables.ts'
import { at, idOf, Owner, priceMetadata, type Truth } from '../truth/rules.ts'

export type { Truth } from '../truth/rules.ts'

/** The rows that such a truth asks for; what it does not name has no row, or an ended one. */
export type Rows = { subscriptions: SubscriptionRow[]; grants: GrantRow[] }

export type SubscriptionRow = {
  stripeSubscriptionId: string
  userId: string
  communityId: string
  tierId: string
  status: z.output<typeof Status>
  currentPeriodStart: Date | null
  currentPeriodEnd: Date | null
  cancelAtPeriodEnd: boolean
  amount: number
  currency: string
  periodMonths: number | null
  trialEndsAt: Date | null
  endedAt: Date | null
  createdAt: Date
}

export type GrantRow = {
  profileId: string
  communityId: string
  tierId: string
  source: 'subscription' | 'purchase'
  /** the subscription's or the payment's id */
  reference: string
  startsAt: Date
  endsAt: Date | null
  /** it has ended at Stripe, even where its clock goes before ours */
  isOver: boolean
}

const Status = z.enum(subscriptionStatus.enumValues)

/**
 * What one customer's truth at Stripe means for the database. The same truth gives the same rows,
 * whenever and however often it is asked.
 * @param grace whole days by the community's id, where it is not the usual
 * @throws ZodError for a status of a subscription that nobody told us of
 */
export function rowsOf(truth: Truth, grace: Grace = {}): Rows {
  const rows: Rows = { subscriptions: [], grants: [] }
  for (const sub of truth.subscriptions) {
    const [item] = sub.items.data
    // the price says the tier: an upgrade changes it, and not what the subscription was born with
    const owner = Owner.safeParse({ ...sub.metadata, ...priceMetadata(sub) }).data
    if (!owner) continue
    const { profileId: userId, communityId, tierId } = owner
    const status = Status.parse(sub.status)
    rows.subscriptions.push({
      stripeSubscriptionId: sub.id,
      userId,
      communityId,
      tierId,
      status,
      currentPeriodStart: at(item?.current_period_start),
      currentPeriodEnd: at(item?.current_period_end),
      // the portal sets the moment alone, the API both
      cancelAtPeriodEnd: sub.cancel_at_period_end || sub.cancel_at !== null,
      ...worthOf(sub),
      trialEndsAt: at(sub.trial_end),
      endedAt: at(sub.ended_at),
      createdAt: new Date(sub.created * 1000),
    })
    const standing = standingOf({ status, ...momentsOf(sub, truth) }, grace[communityId])
    if (!standing.opens) continue
    const startsAt = new Date(sub.start_date * 1000)
    const endsAt = notBefore(startsAt, standing.endsAt)
    const { isOver } = standing
    rows.grants.push({
      ...{ ...owner, source: 'subscription', reference: sub.id },
      ...{ startsAt, endsAt, isOver },
    })
  }
  for (const { id, metadata, created, lostAt } of paymentsOf(truth)) {
    const owner = Owner.safeParse(metadata).data
    if (!owner) continue
    const nothing = { cancelAt: null, endedAt: null, pausedAt: null, unpaidSince: null }
    const standing = standingOf({ status: 'paid', ...nothing, lostAt })
    if (!standing.opens) continue
    const startsAt = new Date(created * 1000)
    const endsAt = notBefore(startsAt, standing.endsAt)
    const { isOver } = standing
    rows.grants.push({ ...owner, source: 'purchase', reference: id, startsAt, endsAt, isOver })
  }
  return rows
}

/** All that was bought once, for money or with a code that took all of the price. */
export function paymentsOf(truth: Truth): Payment[] {
  const paid = truth.intents.filter(({ status }) => status === 'succeeded')
  return [
    ...paid.map((intent) => ({
      ...{ id: intent.id, metadata: intent.metadata, created: intent.created },
      ...{ amount: intent.amount_received, currency: intent.currency },
      lostAt: lostAt(intent, truth),
    })),
    ...(truth.free ?? []).map(({ id, metadata, created, currency }) => ({
      ...{ id, metadata: metadata ?? {}, created, amount: 0, currency: currency ?? 'usd' },
      lostAt: null,
    })),
  ]
}

export type Payment = {
  id: string
  metadata: Stripe.Metadata
  /** in Stripe's seconds */
  created: number
  amount: number
  currency: string
  lostAt: Date | null
}

/** Days of grace by community. */
export type Grace = Record<string, number>

function momentsOf(sub: Stripe.Subscription, truth: Truth): Omit<Purchase, 'status'> {
  const own = truth.invoices
    .filter((invoice) => idOf(invoice.parent?.subscription_details?.subscription) === sub.id)
    // two of one second stand in the order of their numbers
    .sort((a, b) => a.created - b.created || (a.number ?? '~').localeCompare(b.number ?? '~'))
  // an older one that was never paid is forgiven by whatever was paid after it
  const settled = own.findLastIndex(({ status }) => status === 'paid')
  const open = own
    .slice(settled + 1)
    .find(({ status }) => status === 'open' || status === 'uncollectible')
  const paid = own.findLast((invoice) => invoice.status === 'paid' && isForPeriod(invoice))
  const intentIds = paid?.payments?.data.map(({ payment }) => idOf(payment.payment_intent)) ?? []
  const intent = truth.intents.find(({ id }) => intentIds.includes(id))
  return {
    cancelAt: at(sub.cancel_at),
    endedAt: at(sub.ended_at),
    pausedAt: at(sub.status_details?.paused.transitioned_at ?? sub.trial_end),
    unpaidSince: at(open?.created ?? sub.items.data[0]?.current_period_start),
    lostAt: intent ? lostAt(intent, truth) : null,
  }
}

/** Asks for a period of the plan, and not only for the difference of a change. */
const isForPeriod = ({ lines, amount_due }: Stripe.Invoice): boolean =>
  amount_due > 0 &&
  lines.data.some(({ parent }) => parent?.subscription_item_details?.proration === false)

/** When the last of the money went back, or was taken back; a dispute that was won took nothing. */
function lostAt(intent: Stripe.PaymentIntent, { disputes }: Truth): Date | null {
  const charge = intent.latest_charge
  if (typeof charge !== 'object' || !charge) return null
  const taken = disputes.find(
    (dispute) => idOf(dispute.charge) === charge.id && !HARMLESS.has(String(dispute.status)),
  )
  const refunded = charge.refunded && charge.refunds?.data.map(({ created }) => created)
  const times = [taken?.created, refunded ? Math.max(...refunded) : undefined]
  const known = times.filter((time) => time !== undefined)
  return known.length ? at(Math.min(...known)) : null
}

const HARMLESS = new Set([
  'won',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
])

const notBefore = (start: Date, end: Date | null): Date | null => (end && end < start ? start : end)
