import type Stripe from 'stripe'
import { at, idOf, Owner, priceMetadata, type Truth } from '../truth/rules.ts'
import type { entryKind, failureState } from './tables.ts'

/** One movement of money, as the ledger holds it. */
export type Entry = {
  id: string
  kind: (typeof entryKind.enumValues)[number]
  amount: number
  currency: string
  reference: string
  happenedAt: Date | null
} & Whose

/** An invoice that was asked for in vain. */
export type Failure = {
  id: string
  amount: number
  currency: string
  reference: string
  attempts: number
  nextAttemptAt: Date | null
  state: (typeof failureState.enumValues)[number]
  happenedAt: Date | null
} & Whose

type Whose = {
  profileId: string
  communityId: string
  /** where the price says nothing else; null for a course */
  tierId: string | null
  /** of what was sold, if it was sold by an invoice */
  priceId: string | null
}

/** All money of a customer that is this deployment's, from the truth alone. */
export function entriesOf(truth: Truth): Entry[] {
  return truth.intents.flatMap((intent) => {
    const found = soldBy(intent, truth)
    const charge = intent.latest_charge
    if (!found || typeof charge !== 'object' || charge?.status !== 'succeeded') return []
    const entry = (kind: Entry['kind'], id: string, amount: number, seconds: number): Entry[] =>
      amount === 0
        ? []
        : [{ ...found, kind, id, amount, currency: charge.currency, happenedAt: at(seconds) }]
    const refunds = (charge.refunds?.data ?? []).filter(({ status }) => !VAIN.has(status ?? ''))
    // Stripe lists the last ten with a charge
    const rest = charge.amount_refunded - refunds.reduce((sum, { amount }) => sum + amount, 0)
    return [
      ...entry('payment', charge.id, charge.amount_captured, charge.created),
      ...refunds.flatMap(({ id, amount, created }) => entry('refund', id, -amount, created)),
      ...entry('refund', `${charge.id}/rest`, -Math.max(rest, 0), charge.created),
      ...truth.disputes
        .filter((dispute) => idOf(dispute.charge) === charge.id)
        .flatMap(({ id, amount, balance_transactions: moved }) => {
          const taken = moved.find((one) => one.amount < 0)
          const back = moved.find((one) => one.amount > 0)
          return [
            ...(taken ? entry('dispute', id, -amount, taken.created) : []),
            ...(back ? entry('dispute_won', `${id}/won`, amount, back.created) : []),
          ]
        }),
    ]
  })
}

const VAIN = new Set(['failed', 'canceled'])

/** Invoices that failed once at least, and what has become of them. */
export function failuresOf(truth: Truth): Failure[] {
  return truth.invoices.flatMap((invoice) => {
    const { id, attempt_count: attempts, status, next_payment_attempt, currency, created } = invoice
    const whose = billedBy(invoice, truth)
    const isVain = status === 'paid' ? attempts > 1 : attempts > 0
    if (!whose || !id || !isVain || status === 'draft') return []
    const waits = status === 'open' && next_payment_attempt !== null
    const state = status === 'paid' ? 'recovered' : waits ? 'trying' : 'given_up'
    const nextAttemptAt = waits ? at(next_payment_attempt) : null
    const amount = invoice.amount_due
    return [
      { ...whose, id, amount, currency, attempts, nextAttemptAt, state, happenedAt: at(created) },
    ]
  })
}

type Sold = Whose & { reference: string }

function soldBy(intent: Stripe.PaymentIntent, truth: Truth): Sold | null {
  const owner = Owner.partial({ tierId: true }).safeParse(intent.metadata).data
  if (owner) return { tierId: null, ...owner, priceId: null, reference: intent.id }
  const invoice = truth.invoices.find(({ payments }) =>
    payments?.data.some(({ payment }) => idOf(payment.payment_intent) === intent.id),
  )
  return invoice ? billedBy(invoice, truth) : null
}

function billedBy(invoice: Stripe.Invoice, truth: Truth): Sold | null {
  const id = idOf(invoice.parent?.subscription_details?.subscription)
  const sub = truth.subscriptions.find((one) => one.id === id)
  const owner = Owner.safeParse({ ...sub?.metadata, ...priceMetadata(sub) }).data
  if (!sub || !owner) return null
  const { data } = invoice.lines
  const isWhole = (line: Stripe.InvoiceLineItem) =>
    line.parent?.subscription_item_details?.proration === false
  const line = data.findLast(isWhole) ?? data.findLast(({ amount }) => amount > 0)
  return {
    ...owner,
    priceId: idOf(line?.pricing?.price_details?.price) ?? null,
    reference: sub.id,
  }
}

/** What a subscription brings in each period, less the discounts that last. */
export function worthOf(sub: Stripe.Subscription) {
  const [item] = sub.items.data
  const { recurring, unit_amount, currency } = item?.price ?? {}
  const whole = (unit_amount ?? 0) * (item?.quantity ?? 1)
  const amount = sub.discounts.reduce((rest, discount) => rest - offOf(discount, rest), whole)
  const months = { month: 1, year: 12 }[String(recurring?.interval)]
  return {
    amount: Math.max(amount, 0),
    currency: currency ?? sub.currency,
    periodMonths: months ? months * (recurring?.interval_count ?? 1) : null,
  }
}

/** A discount of one invoice lowers nothing that comes again. */
function offOf(discount: string | Stripe.Discount, rest: number): number {
  const coupon = typeof discount === 'object' ? discount.source.coupon : null
  if (typeof coupon !== 'object' || !coupon || coupon.duration === 'once') return 0
  if (coupon.percent_off !== null) return Math.round((rest * coupon.percent_off) / 100)
  return coupon.amount_off ?? 0
}
