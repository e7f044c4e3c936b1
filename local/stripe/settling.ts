import { refused } from './errors.ts'
import { idOf } from './ids.ts'
import type { Invoice, PaymentIntent, Subscription } from './types.ts'
import type { World } from './world.ts'

const LIVE = new Set(['incomplete', 'past_due', 'unpaid'])

const subscriptionOf = ({ store }: World, invoice: Invoice) =>
  store.get('subscription', idOf(invoice.parent?.subscription_details?.subscription) ?? '')

/** Money came: what waited for it goes on. */
export function afterPayment(world: World, invoice: Invoice): void {
  const sub = subscriptionOf(world, invoice)
  if (!sub) return
  const isLatest = sub.latest_invoice === invoice.id
  if (isLatest) delinquent(world, invoice.customer, false)
  if (sub.pending_update && isLatest) {
    const items = { ...sub.items, data: sub.pending_update.subscription_items }
    world.change(sub, { items, pending_update: null }, 'customer.subscription.updated')
    world.emit('customer.subscription.pending_update_applied', sub)
  }
  if (isLatest && LIVE.has(String(sub.status))) {
    const trialing = sub.trial_end !== null && sub.trial_end > world.now(sub.customer)
    const status = trialing ? 'trialing' : 'active'
    world.change(sub, { status }, 'customer.subscription.updated')
  }
}

/** Money did not come: tell it, plan the next try, or give up as the account's owner chose. */
export function afterFailure(
  world: World,
  invoice: Invoice,
  { intent, counts }: { intent: PaymentIntent; counts: boolean },
): void {
  const { retryDays } = world.settings
  const sub = subscriptionOf(world, invoice)
  const isFirst = sub?.status === 'incomplete'
  const at = world.now(invoice.customer)
  const planned = invoice.next_payment_attempt
  const days = retryDays[invoice.attempt_count - 1]
  const retries = invoice.auto_advance && !isFirst && days !== undefined
  const next = retries ? at + days * 86_400 : null
  const next_payment_attempt = counts ? next : planned
  world.change(invoice, { next_payment_attempt }, 'invoice.updated')
  world.emit('invoice.payment_failed', invoice)
  if (intent.last_payment_error?.code === 'authentication_required') {
    world.emit('invoice.payment_action_required', invoice)
  }
  if (!sub || isFirst) return
  const isLatest = sub.latest_invoice === invoice.id
  if (!isLatest && sub.status !== 'past_due') return
  delinquent(world, invoice.customer, true)
  if (sub.pending_update) return
  if (next_payment_attempt === null && counts && invoice.auto_advance) {
    giveUp(world, sub, invoice)
  } else if (sub.status === 'active' || sub.status === 'trialing') {
    world.change(sub, { status: 'past_due' }, 'customer.subscription.updated')
  }
}

function giveUp(world: World, sub: Subscription, invoice: Invoice): void {
  const { afterRetries } = world.settings
  world.change(invoice, { auto_advance: false })
  if (afterRetries === 'cancel') {
    endSubscription(world, sub, { reason: 'payment_failed' })
  } else {
    world.change(sub, { status: afterRetries }, 'customer.subscription.updated')
  }
}

/** Ends it now and for good; what is open stays open, but nobody tries to collect it any more. */
export function endSubscription(
  world: World,
  sub: Subscription,
  details: Partial<NonNullable<Subscription['cancellation_details']>>,
  status: 'canceled' | 'incomplete_expired' = 'canceled',
): void {
  if (sub.status === 'canceled' || sub.status === 'incomplete_expired') {
    throw refused(`No such subscription: '${sub.id}'`, { code: 'resource_missing', param: 'id' })
  }
  const at = world.now(sub.customer)
  const before = sub.cancellation_details
  const cancellation_details = {
    comment: null,
    feedback: null,
    feedback_option: null,
    reason: null,
    ...before,
    ...details,
  }
  world.change(sub, {
    status,
    ended_at: at,
    canceled_at: sub.canceled_at ?? at,
    cancellation_details,
    pending_update: null,
  })
  for (const invoice of world.store.all('invoice')) {
    if (subscriptionOf(world, invoice) !== sub || invoice.status === 'paid') continue
    world.change(invoice, {
      auto_advance: false,
      next_payment_attempt: null,
      automatically_finalizes_at: null,
    })
  }
  const schedule = sub.schedule && world.store.get('subscription_schedule', sub.schedule)
  if (schedule && (schedule.status === 'active' || schedule.status === 'not_started')) {
    world.change(schedule, { status: 'canceled', canceled_at: at, current_phase: null })
    world.emit('subscription_schedule.canceled', schedule)
  }
  world.emit(
    status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated',
    sub,
    status === 'canceled' ? undefined : { status: 'incomplete' },
  )
}

function delinquent(world: World, customerId: string, value: boolean): void {
  const customer = world.store.get('customer', customerId)
  if (customer) world.change(customer, { delinquent: value }, 'customer.updated')
}
