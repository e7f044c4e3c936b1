import type Stripe from 'stripe'
import { record } from './balance.ts'
import { newId } from './ids.ts'
import type { Charge, Dispute } from './types.ts'
import type { World } from './world.ts'

const FEE = 1500

/** The bank takes the money of a charge back, with a fee, until the dispute is decided. */
export function dispute(world: World, charge: Charge, reason = 'fraudulent'): Dispute {
  const id = newId('dispute')
  const amount = charge.amount - charge.amount_refunded
  const created = world.now(charge.customer)
  const taken = record(world, -amount, charge.currency, {
    type: 'adjustment',
    source: id,
    fee: FEE,
    category: 'dispute',
  })
  const made = world.store.put<Dispute>({
    id,
    object: 'dispute',
    amount,
    balance_transactions: [taken],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: created + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  })
  world.change(charge, { disputed: true })
  world.emit('charge.dispute.created', made)
  world.emit('charge.dispute.funds_withdrawn', made)
  return made
}

/** The bank's word: the money comes back, or is gone. */
export function decide(
  world: World,
  made: Dispute,
  status: 'won' | 'lost' | 'warning_closed',
): Dispute {
  if (status === 'won') {
    const back = record(world, made.amount, made.currency, {
      type: 'adjustment',
      source: made.id,
      category: 'dispute_reversal',
    })
    world.change(made, { balance_transactions: [...made.balance_transactions, back], status })
    world.emit('charge.dispute.funds_reinstated', made)
  }
  world.change(made, { status })
  world.emit('charge.dispute.closed', made)
  return made
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
