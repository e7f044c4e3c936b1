import { confirm, createIntent, type Outcome } from './charging.ts'
import { dueOf } from './drafting.ts'
import { refused } from './errors.ts'
import { idOf, newId } from './ids.ts'
import { afterFailure, afterPayment } from './settling.ts'
import type { Invoice, InvoicePayment, PaymentIntent, PaymentMethod } from './types.ts'
import type { World } from './world.ts'

/** Under this Stripe charges nothing and adds the sum to the customer's balance. */
const SMALLEST: Record<string, number> = { gbp: 30, jpy: 50, usd: 50, eur: 50 }

export const subscriptionOf = ({ store }: World, invoice: Invoice) =>
  store.get('subscription', idOf(invoice.parent?.subscription_details?.subscription) ?? '')

/** Keeps a draft: what was pending and is on it is pending no more, and one-time discounts are used up. */
export function issue(world: World, invoice: Invoice): Invoice {
  const { store } = world
  for (const line of invoice.lines.data) {
    const pending = store.get(
      'invoiceitem',
      line.parent?.subscription_item_details?.invoice_item ?? '',
    )
    if (pending) store.put(Object.assign(pending, { invoice: invoice.id }))
  }
  const sub = subscriptionOf(world, invoice)
  const used = invoice.total_discount_amounts
    .map(({ discount }) => discount)
    .filter((id) => {
      const discount = store.get('discount', id)
      return discount && store.get('coupon', discount.source.coupon)?.duration === 'once'
    })
  if (sub && used.length) sub.discounts = sub.discounts.filter((id) => !used.includes(id))
  store.put(invoice)
  world.emit('invoice.created', invoice)
  return invoice
}

/** Gives it a number and what is due by the customer's balance; nothing due is paid at once. */
export function finalize(world: World, invoice: Invoice): Invoice {
  if (invoice.status !== 'draft') throw notNow(invoice, 'finalized', 'draft')
  const customer = world.need('customer', invoice.customer)
  const at = world.now(customer.id)
  const sequence = customer.next_invoice_sequence ?? 1
  const wanted = dueOf(invoice.total, customer.balance)
  const isSmall = wanted > 0 && wanted < (SMALLEST[invoice.currency] ?? 50)
  const amount_due = isSmall ? 0 : wanted
  const ending_balance = isSmall ? wanted : Math.min(invoice.total + customer.balance, 0)
  const starting_balance = customer.balance
  world.change(customer, { next_invoice_sequence: sequence + 1 })
  if (ending_balance !== starting_balance) {
    world.change(customer, { balance: ending_balance }, 'customer.updated')
  }
  world.change(invoice, {
    status: 'open',
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    amount_due,
    amount_remaining: amount_due,
    starting_balance,
    ending_balance,
    automatically_finalizes_at: null,
    effective_at: at,
    hosted_invoice_url: `${world.url()}/i/${invoice.id}`,
    invoice_pdf: `${world.url()}/i/${invoice.id}?print`,
    status_transitions: { ...invoice.status_transitions, finalized_at: at },
    // what a person or the API asks for is paid at once or by them; renewals are tried by themselves
    ...(invoice.auto_advance &&
      amount_due > 0 &&
      invoice.billing_reason === 'subscription_cycle' && { next_payment_attempt: at }),
  })
  world.emit('invoice.finalized', invoice)
  if (amount_due === 0) settle(world, invoice)
  return invoice
}

/** Tries to collect an open invoice; what becomes of its subscription follows. */
export function pay(
  world: World,
  invoice: Invoice,
  card: PaymentMethod | undefined,
  how: { offSession?: boolean; approved?: boolean; automatic?: boolean } = {},
): Outcome {
  if (invoice.status === 'paid')
    throw refused('Invoice is already paid', { code: 'invoice_already_paid' })
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw notNow(invoice, 'paid', 'open')
  }
  const { payment, intent } = paymentOf(world, invoice)
  const outcome = confirm(world, intent, card, how)
  if (outcome === 'asks') {
    world.emit('invoice.payment_action_required', invoice)
    return outcome
  }
  // what a person tries after the first time does not use up a planned try
  const counts = how.automatic || invoice.attempt_count === 0
  const attempt_count = invoice.attempt_count + (counts ? 1 : 0)
  world.change(invoice, { attempted: true, attempt_count })
  if (outcome === 'paid') {
    const paid_at = world.now(invoice.customer)
    world.change(payment, {
      status: 'paid',
      amount_paid: invoice.amount_due,
      status_transitions: { canceled_at: null, paid_at },
    })
    world.emit('invoice_payment.paid', payment)
    settle(world, invoice)
  } else {
    afterFailure(world, invoice, { intent, counts })
  }
  return outcome
}

/** The card that an invoice is charged to when nobody is asked. */
export function cardFor(world: World, invoice: Invoice): PaymentMethod | undefined {
  const { store } = world
  const customer = world.need('customer', invoice.customer)
  const id =
    invoice.default_payment_method ??
    subscriptionOf(world, invoice)?.default_payment_method ??
    idOf(customer.invoice_settings.default_payment_method)
  return id ? store.get('payment_method', id) : undefined
}

/** One payment intent goes with an invoice through all its tries. */
export function paymentOf(
  world: World,
  invoice: Invoice,
): { payment: InvoicePayment; intent: PaymentIntent } {
  const { store } = world
  const known = store.get('invoice_payment', invoice._.payment ?? '')
  const intentId = idOf(known?.payment.payment_intent)
  if (known && intentId) return { payment: known, intent: world.need('payment_intent', intentId) }
  const intent = createIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    description:
      invoice.billing_reason === 'subscription_create'
        ? 'Subscription creation'
        : 'Subscription update',
    metadata: {},
  })
  const payment = store.put<InvoicePayment>({
    id: newId('invoice_payment'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.now(invoice.customer),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
  world.change(invoice, { _: { payment: payment.id } })
  return { payment, intent }
}

function settle(world: World, invoice: Invoice): void {
  const paid_at = world.now(invoice.customer)
  world.change(
    invoice,
    {
      status: 'paid',
      attempted: true,
      amount_paid: invoice.amount_due,
      amount_remaining: 0,
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at },
    },
    'invoice.updated',
  )
  world.emit('invoice.paid', invoice)
  world.emit('invoice.payment_succeeded', invoice)
  afterPayment(world, invoice)
}

export function voidInvoice(world: World, invoice: Invoice): Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw notNow(invoice, 'voided', 'open')
  const voided_at = world.now(invoice.customer)
  endIntent(world, invoice)
  return closed(world, invoice, 'void', 'invoice.voided', { voided_at })
}

export function markUncollectible(world: World, invoice: Invoice): Invoice {
  if (invoice.status !== 'open') throw notNow(invoice, 'marked uncollectible', 'open')
  const marked_uncollectible_at = world.now(invoice.customer)
  return closed(world, invoice, 'uncollectible', 'invoice.marked_uncollectible', {
    marked_uncollectible_at,
  })
}

function closed(
  world: World,
  invoice: Invoice,
  status: 'void' | 'uncollectible',
  type: 'invoice.voided' | 'invoice.marked_uncollectible',
  at: Partial<Invoice['status_transitions']>,
): Invoice {
  const status_transitions = { ...invoice.status_transitions, ...at }
  world.change(invoice, {
    status,
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions,
  })
  world.emit(type, invoice)
  return invoice
}

function endIntent(world: World, invoice: Invoice): void {
  const known = world.store.get('invoice_payment', invoice._.payment ?? '')
  const intent =
    known && world.store.get('payment_intent', idOf(known.payment.payment_intent) ?? '')
  if (!known || !intent || intent.status === 'succeeded') return
  const canceled_at = world.now(invoice.customer)
  world.change(known, { status: 'canceled', status_transitions: { canceled_at, paid_at: null } })
  world.change(intent, { status: 'canceled', canceled_at, cancellation_reason: 'void_invoice' })
  world.emit('payment_intent.canceled', intent)
}

const notNow = (invoice: Invoice, done: string, needed: string) =>
  refused(`This invoice can't be ${done}: it is ${invoice.status} and has to be ${needed}.`, {
    code: 'invoice_not_editable',
  })
