import { behaviourOf } from './cards.ts'
import { type Change, invoiceNow, pendingOf, plan } from './changing.ts'
import { cardProblem } from './charging.ts'
import { cardFor, finalize, issue, pay, paymentOf } from './invoicing.ts'
import type { Invoice, Subscription } from './types.ts'
import type { World } from './world.ts'

export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete'

/** Changes what is subscribed to, asks for what is due now and tries to collect it. */
export function applyChange(
  world: World,
  sub: Subscription,
  change: Change,
  behavior: PaymentBehavior = 'allow_incomplete',
  more: Partial<Subscription> = {},
): void {
  const made = plan(world, sub, change)
  const invoice = made.invoicesNow ? invoiceNow(world, sub, made, change.at) : undefined
  if (behavior === 'error_if_incomplete' && invoice) assertPayable(world, sub, invoice)
  for (const item of made.prorations) {
    world.store.put(item)
    world.emit('invoiceitem.created', item)
  }
  const items = { ...sub.items, data: made.items }
  const isPending = behavior === 'pending_if_incomplete' && invoice !== undefined
  const endsTrial = sub.status === 'trialing' && !made.trial
  const fields: Partial<Subscription> = {
    ...more,
    ...(!isPending && { items }),
    ...(made.restarts && { billing_cycle_anchor: change.at }),
    ...(change.trialEnd !== undefined && trialFields(sub, change, made.trial)),
    ...(endsTrial && { status: 'active' as const, trial_end: change.at }),
    ...(made.trial && { status: 'trialing' as const }),
    ...(sub.cancel_at_period_end && { cancel_at: made.items[0]?.current_period_end ?? null }),
    ...(invoice && { latest_invoice: invoice.id }),
  }
  world.change(sub, fields, 'customer.subscription.updated')
  if (!invoice) return
  issue(world, invoice)
  if (isPending) {
    // it holds until the money comes: afterPayment puts it in force
    const pending_update = { expires_at: change.at + 23 * 3600, subscription_items: made.items }
    world.change(sub, { pending_update })
  }
  finalize(world, invoice)
  if (invoice.status === 'open' && behavior !== 'default_incomplete') {
    pay(world, invoice, cardFor(world, invoice), { offSession: true })
  } else if (invoice.status === 'open') {
    paymentOf(world, invoice)
    world.change(sub, { status: 'past_due' }, 'customer.subscription.updated')
  }
  if (isPending && sub.pending_update) {
    world.change(invoice, { auto_advance: false, next_payment_attempt: null })
    world.emit('customer.subscription.updated', sub, { pending_update: null })
  }
}

const trialFields = (sub: Subscription, change: Change, trial: boolean): Partial<Subscription> => {
  const trial_end = trial ? (change.trialEnd ?? null) : change.at
  return {
    trial_end,
    trial_start: sub.trial_start ?? change.at,
    ...(trial && trial_end !== null && { billing_cycle_anchor: trial_end }),
    _: { ...sub._, trialTold: false },
  }
}

/** Refuses, before anything is done, what the card would not pay. */
function assertPayable(world: World, sub: Subscription, invoice: Invoice): void {
  if (invoice.amount_due === 0) return
  const card = cardFor(world, { ...invoice, customer: sub.customer })
  const { declines, asks } = (card && behaviourOf(card._.number)) ?? {}
  if (card && !declines && asks !== 'always') return
  const error = declines ?? {
    code: 'subscription_payment_intent_requires_action',
    message: card
      ? 'Payment for this subscription requires additional user action before it can be completed successfully.'
      : 'This customer has no attached payment source or default payment method.',
  }
  throw cardProblem({ type: 'card_error', ...error }, {})
}

/** A held change whose money did not come in time is dropped, with its invoice and its shares. */
export function dropPendingUpdate(world: World, sub: Subscription): void {
  world.change(sub, { pending_update: null })
  for (const item of pendingOf(world, sub)) world.store.remove(item)
  world.emit('customer.subscription.pending_update_expired', sub)
}
