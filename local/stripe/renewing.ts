import { linesOf, pendingOf } from './changing.ts'
import { draft } from './drafting.ts'
import { cardFor, finalize, issue, markUncollectible, voidInvoice } from './invoicing.ts'
import { periodLine } from './lines.ts'
import { isSameInterval } from './periods.ts'
import { enterPhase } from './phases.ts'
import { endSubscription } from './settling.ts'
import { discountsOf } from './subscribing.ts'
import type { Invoice, Subscription } from './types.ts'
import { nextOf } from './upcoming.ts'
import type { World } from './world.ts'

/**
 * A period ends. The next one begins with an invoice that stays a draft for an hour; a trial becomes
 * active, whether or not the money will come.
 */
export function renew(world: World, sub: Subscription, at: number): void {
  const endsTrial = sub.status === 'trialing'
  if (endsTrial && !hasCard(world, sub)) {
    const wanted = sub.trial_settings?.end_behavior.missing_payment_method
    if (wanted === 'cancel') endSubscription(world, sub, {})
    if (wanted === 'pause') pauseForCard(world, sub)
    if (wanted !== 'create_invoice') return
  }
  const due = sub.items.data.filter((item) => item.current_period_end <= at)
  const next = due.map((item) => nextOf(world, sub, item))
  if (enterPhase(world, sub, at) === 'cancel') {
    endSubscription(world, sub, { reason: 'cancellation_requested' })
    return
  }
  const restarts = next.some((item, i) => {
    const before = due[i]?.price.recurring
    return before && item.price.recurring && !isSameInterval(item.price.recurring, before)
  })
  const data = sub.items.data.map((item) => {
    const made = next.find(({ id }) => id === item.id)
    if (!made) return item
    const { next: period, ...rest } = made
    return { ...rest, current_period_start: period.start, current_period_end: period.end }
  })
  const start = Math.min(...due.map((item) => item.current_period_start))
  const lines = [
    ...linesOf(world, pendingOf(world, sub)),
    ...next.map((item) => periodLine(world, sub, item, item.next, false)),
  ]
  const invoice = draft(world, {
    customer: world.need('customer', sub.customer),
    subscription: sub,
    lines,
    discounts: discountsOf(world, sub),
    reason: 'subscription_cycle',
    period: { start, end: at },
    at,
  })
  const isDead = sub.status === 'unpaid'
  Object.assign(invoice, {
    auto_advance: !isDead,
    automatically_finalizes_at: isDead ? null : at + world.settings.draftSeconds,
  })
  issue(world, invoice)
  world.change(
    sub,
    {
      items: { ...sub.items, data },
      latest_invoice: invoice.id,
      ...(endsTrial && { status: 'active' as const }),
      ...(restarts && { billing_cycle_anchor: at }),
    },
    'customer.subscription.updated',
  )
  if (sub.pause_collection) withheld(world, sub, invoice)
}

/** While collection is paused invoices are made all the same, and then not asked for. */
function withheld(world: World, sub: Subscription, invoice: Invoice): void {
  const { behavior } = sub.pause_collection ?? {}
  world.change(invoice, { auto_advance: false, automatically_finalizes_at: null })
  if (behavior === 'keep_as_draft') return
  finalize(world, invoice)
  if (invoice.status !== 'open') return
  if (behavior === 'void') voidInvoice(world, invoice)
  else markUncollectible(world, invoice)
}

function hasCard(world: World, sub: Subscription): boolean {
  const invoice = world.store.get('invoice', sub.latest_invoice ?? '')
  return invoice !== undefined && cardFor(world, invoice) !== undefined
}

function pauseForCard(world: World, sub: Subscription): void {
  const reason = { type: 'trial_end_without_payment_method' as const }
  const transitioned_at = world.now(sub.customer)
  const paused = { subscription: reason, transitioned_at, type: 'subscription' as const }
  const fields = { status: 'paused' as const, status_details: { paused } }
  world.change(sub, fields, 'customer.subscription.updated')
  world.emit('customer.subscription.paused', sub)
}
