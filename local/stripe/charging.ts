import { record } from './balance.ts'
import { behaviourOf } from './cards.ts'
import { dispute } from './disputing.ts'
import { Problem } from './errors.ts'
import { newId, prefixed } from './ids.ts'
import { round } from './money.ts'
import type { CardError, Charge, PaymentIntent, PaymentMethod } from './types.ts'
import type { World } from './world.ts'

export type Outcome = 'paid' | 'failed' | 'asks'

export function createIntent(
  world: World,
  fields: Pick<PaymentIntent, 'amount' | 'currency' | 'customer' | 'metadata' | 'description'> &
    Partial<PaymentIntent>,
): PaymentIntent {
  const id = newId('payment_intent')
  const intent = world.store.put<PaymentIntent>({
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${prefixed('local')}`,
    confirmation_method: 'automatic',
    created: world.now(fields.customer),
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...fields,
  })
  world.emit('payment_intent.created', intent)
  return intent
}

/**
 * Tries to take the money. Off session nobody is there to approve; `approved` says that the person
 * just did.
 */
export function confirm(
  world: World,
  intent: PaymentIntent,
  card: PaymentMethod | undefined,
  { offSession = false, approved = false } = {},
): Outcome {
  if (!card) return fail(world, intent, null, NO_CARD)
  const { declines, asks, disputed } = behaviourOf(card._.number) ?? {}
  const asksNow = asks === 'always' || (asks === 'once' && !offSession)
  if (asksNow && !approved) {
    if (offSession) return fail(world, intent, card, UNAPPROVED)
    const next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} }
    const waits = { status: 'requires_action' as const, next_action, payment_method: card.id }
    world.change(intent, waits)
    world.emit('payment_intent.requires_action', intent)
    return 'asks'
  }
  if (declines) return fail(world, intent, card, { type: 'card_error', ...declines })
  const charge = createCharge(world, intent, card, null)
  charge.balance_transaction = record(world, charge.amount, charge.currency, {
    type: 'charge',
    source: charge.id,
    fee: round(charge.amount * 0.029) + 30,
  }).id
  world.store.put(charge)
  world.emit('charge.succeeded', charge)
  world.change(intent, {
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: card.id,
    last_payment_error: null,
    next_action: null,
  })
  world.emit('payment_intent.succeeded', intent)
  if (disputed) dispute(world, charge, 'fraudulent')
  return 'paid'
}

const NO_CARD: CardError = {
  type: 'card_error',
  code: 'payment_method_required',
  message: 'There is no card to charge.',
}
const UNAPPROVED: CardError = {
  type: 'card_error',
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

/** The person was asked to approve and did not. */
export function refuseApproval(world: World, intent: PaymentIntent): void {
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  const error = {
    type: 'card_error' as const,
    code: 'payment_intent_authentication_failure',
    message,
  }
  world.change(intent, {
    status: 'requires_payment_method',
    last_payment_error: error,
    next_action: null,
    payment_method: null,
  })
  world.emit('payment_intent.payment_failed', intent)
}

function fail(
  world: World,
  intent: PaymentIntent,
  card: PaymentMethod | null,
  error: CardError,
): Outcome {
  const charge = card && createCharge(world, intent, card, error)
  if (charge) {
    world.store.put(charge)
    world.emit('charge.failed', charge)
  }
  world.change(intent, {
    status: 'requires_payment_method',
    last_payment_error: { ...error, ...(charge && { charge: charge.id }) },
    latest_charge: charge?.id ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
  })
  world.emit('payment_intent.payment_failed', intent)
  return 'failed'
}

function createCharge(
  world: World,
  intent: PaymentIntent,
  card: PaymentMethod,
  error: CardError | null,
): Charge {
  const id = newId('charge')
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: error ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: card.billing_details,
    calculated_statement_descriptor: 'LOCAL STRIPE',
    captured: !error,
    created: world.now(intent.customer),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: error?.code ?? null,
    failure_message: error?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: error ? 'declined_by_network' : 'approved_by_network',
      reason: error?.decline_code ?? null,
      risk_level: 'normal',
      seller_message: error ? 'The bank did not return any further details.' : 'Payment complete.',
      type: error ? 'issuer_declined' : 'authorized',
    },
    paid: !error,
    payment_intent: intent.id,
    payment_method: card.id,
    payment_method_details: null,
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: error ? null : `${world.url()}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: error ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }
}

/** A refusal for scripts that pay by the API and not on a page. */
export const cardProblem = (error: CardError, intent: object): Problem =>
  new Problem(402, { ...error, payment_intent: intent })
