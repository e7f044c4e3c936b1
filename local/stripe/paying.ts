import { behaviourOf } from './cards.ts'
import { confirm, createIntent, type Outcome, refuseApproval } from './charging.ts'
import { couponFor } from './discounts.ts'
import { pay, paymentOf } from './invoicing.ts'
import { attach, newCard, newCustomer, type Typed, wrongCard } from './saving.ts'
import { subscribe } from './subscribing.ts'
import type { PaymentMethod, Session, Subscription } from './types.ts'
import type { World } from './world.ts'

export type Result = { is: 'done' } | { is: 'asks' } | { is: 'refused'; why: string }

/** The person pressed the button of the checkout page. */
export function submit(world: World, session: Session, typed: Typed): Result {
  const needsCard =
    session.payment_method_collection !== 'if_required' || session.amount_total !== 0
  if (!needsCard) return proceed(world, session, undefined, typed, false)
  const wrong = wrongCard(typed.number, typed.month, typed.year, world.now(session.customer))
  if (wrong) return { is: 'refused', why: wrong }
  const card = newCard(world, typed, session.customer)
  return proceed(world, session, card, typed, false)
}

/** The bank asked; the person approved, or did not. */
export function answerBank(world: World, session: Session, approved: boolean): Result {
  const card = world.store.get('payment_method', session._.waiting ?? '')
  if (!card) return { is: 'refused', why: 'This payment waits for nothing.' }
  session._.waiting = null
  world.store.put(session)
  if (approved) return proceed(world, session, card, detailsOf(card), true)
  const intent = intentOf(world, session)
  if (intent) refuseApproval(world, intent)
  return {
    is: 'refused',
    why: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  }
}

const detailsOf = (card: PaymentMethod): Typed => ({
  number: card._.number,
  month: card.card.exp_month,
  year: card.card.exp_year,
  name: card.billing_details.name,
  email: card.billing_details.email,
  country: card.billing_details.address?.country ?? null,
})

function proceed(
  world: World,
  session: Session,
  card: PaymentMethod | undefined,
  typed: Typed,
  approved: boolean,
): Result {
  // who pays once, and is not to be known again, stays a guest
  const isGuest = session.customer_creation === 'if_required' && !session._.saveCard
  const customer = isGuest ? null : customerOf(world, session, typed)
  const outcome =
    session.mode === 'subscription' && customer
      ? paySubscription(world, session, customer, card, approved)
      : payOnce(world, session, customer, card, approved)
  if (outcome === 'asks') {
    session._.waiting = card?.id ?? null
    world.store.put(session)
    return { is: 'asks' }
  }
  if (outcome === 'failed') {
    const intent = intentOf(world, session)
    const why = intent?.last_payment_error?.message
    return {
      is: 'refused',
      why:
        why ?? (card && behaviourOf(card._.number)?.declines?.message) ?? 'Your card was declined.',
    }
  }
  complete(world, session, customer, typed)
  return { is: 'done' }
}

function paySubscription(
  world: World,
  session: Session,
  customer: string,
  card: PaymentMethod | undefined,
  approved: boolean,
): Outcome {
  const known = world.store.get('subscription', session.subscription ?? '')
  const free = !known && session.amount_total === 0
  const { asks, refusesSaving } = (card && behaviourOf(card._.number)) ?? {}
  if (free && refusesSaving) return 'failed'
  if (free && asks && !approved) return 'asks'
  if (card) attach(world, card, customer)
  const sub = known ?? begin(world, session, customer)
  if (card) world.change(sub, { default_payment_method: card.id })
  world.change(session, { subscription: sub.id, invoice: sub.latest_invoice, customer })
  const invoice = world.need('invoice', sub.latest_invoice ?? '')
  return invoice.status === 'open' ? pay(world, invoice, card, { approved }) : 'paid'
}

function begin(world: World, session: Session, customer: string): Subscription {
  const { trialEnd, trialDays, trialSettings, metadata, description, items } = session._
  const now = world.now(customer)
  return subscribe(world, {
    customer,
    items: items.map(({ price, quantity }) => ({ price, quantity })),
    metadata,
    description,
    trialEnd: trialDays ? now + trialDays * 86_400 : trialEnd,
    trialSettings,
    card: null,
    automaticTax: session.automatic_tax.enabled,
    discounts: session.discounts.map((discount) =>
      couponFor(world, discountOf(discount), customer),
    ),
    cancelAtPeriodEnd: false,
    session: session.id,
  }).sub
}

const discountOf = ({ coupon, promotion_code }: Session['discounts'][number]) =>
  promotion_code ? { promotion_code } : { coupon: coupon ?? '' }

function payOnce(
  world: World,
  session: Session,
  customer: string | null,
  card: PaymentMethod | undefined,
  approved: boolean,
): Outcome {
  for (const discount of session.discounts) couponFor(world, discountOf(discount), customer)
  if (session.amount_total === 0) return 'paid'
  if (card && customer && session._.saveCard) attach(world, card, customer)
  const intent =
    intentOf(world, session) ??
    createIntent(world, {
      amount: session.amount_total ?? 0,
      currency: session.currency,
      customer,
      description: session._.description,
      metadata: session._.metadata,
      setup_future_usage: session._.saveCard ? 'off_session' : null,
    })
  world.change(session, { payment_intent: intent.id, customer })
  const outcome = confirm(world, intent, card, { approved })
  if (outcome === 'paid') countRedemptions(world, session)
  return outcome
}

function countRedemptions(world: World, session: Session): void {
  for (const { coupon, promotion_code } of session.discounts) {
    const code = world.store.get('promotion_code', promotion_code ?? '')
    const used = world.store.get('coupon', code?.promotion.coupon ?? coupon ?? '')
    if (code)
      world.change(code, { times_redeemed: code.times_redeemed + 1 }, 'promotion_code.updated')
    if (used) world.change(used, { times_redeemed: used.times_redeemed + 1 }, 'coupon.updated')
  }
}

/** The intent that this session's money goes through, if it has come to that. */
function intentOf(world: World, session: Session) {
  if (session.payment_intent) return world.store.get('payment_intent', session.payment_intent)
  const invoice = world.store.get('invoice', session.invoice ?? '')
  return invoice?.status === 'open' ? paymentOf(world, invoice).intent : undefined
}

function customerOf(world: World, session: Session, typed: Typed): string {
  if (session.customer) return session.customer
  const { name, country } = typed
  const email = typed.email ?? session.customer_email
  const address = country ? { ...ADDRESS, country } : null
  return newCustomer(world, { email, name, address }).id
}

const ADDRESS = { city: null, line1: null, line2: null, postal_code: null, state: null }

function complete(world: World, session: Session, customer: string | null, typed: Typed): void {
  const known = customer ? world.need('customer', customer) : undefined
  const { country } = typed
  const address = country ? { ...ADDRESS, country } : (known?.address ?? null)
  if (country && known && !known.address) world.change(known, { address }, 'customer.updated')
  world.change(session, {
    customer,
    customer_details: {
      address,
      business_name: null,
      email: typed.email ?? known?.email ?? session.customer_email,
      individual_name: null,
      name: typed.name ?? known?.name ?? null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    payment_status: session.amount_total === 0 ? 'no_payment_required' : 'paid',
    status: 'complete',
    url: null,
  })
  world.emit('checkout.session.completed', session)
}
