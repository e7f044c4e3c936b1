import * as z from 'zod'
import type { Api } from '../api.ts'
import { record } from '../balance.ts'
import { decide } from '../disputing.ts'
import { refused } from '../errors.ts'
import { newId } from '../ids.ts'
import { flag, mergeMetadata, metadata, moment, text, whole } from '../params.ts'
import type { Charge, Refund } from '../types.ts'
import type { World } from '../world.ts'

/** Money that came and went: intents, charges, refunds, disputes. */
export function payments(api: Api): void {
  const { world } = api
  api.get('/payment_intents/:id', {}, ({ id }) => world.need('payment_intent', id))
  api.list(
    '/payment_intents',
    'payment_intent',
    { customer: text.optional() },
    (entry, { input }) => {
      return entry.customer === (input.customer ?? entry.customer)
    },
  )
  api.get('/charges/:id', {}, ({ id }) => world.need('charge', id))
  api.list(
    '/charges',
    'charge',
    { customer: text.optional(), payment_intent: text.optional() },
    (entry, { input }) => {
      const { customer = entry.customer, payment_intent = entry.payment_intent } = input
      return entry.customer === customer && entry.payment_intent === payment_intent
    },
  )
  const refunded = {
    charge: text.optional(),
    payment_intent: text.optional(),
    amount: whole.pipe(z.number().min(1)).optional(),
    metadata: metadata.optional(),
    reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  }
  api.post('/refunds', refunded, ({ input }) => refund(world, input))
  api.get('/refunds/:id', {}, ({ id }) => world.need('refund', id))
  api.list(
    '/refunds',
    'refund',
    { charge: text.optional(), payment_intent: text.optional() },
    (entry, { input }) => {
      const { charge = entry.charge, payment_intent = entry.payment_intent } = input
      return entry.charge === charge && entry.payment_intent === payment_intent
    },
  )
  api.get('/disputes/:id', {}, ({ id }) => world.need('dispute', id))
  api.post('/disputes/:id/close', {}, ({ id }) => decide(world, world.need('dispute', id), 'lost'))
  api.post(
    '/disputes/:id',
    {
      evidence: z.strictObject({ uncategorized_text: text }).optional(),
      submit: flag.optional(),
      metadata: metadata.optional(),
    },
    ({ id, input }) => {
      const known = world.need('dispute', id)
      const said = input.evidence?.uncategorized_text
      world.change(known, { metadata: mergeMetadata(known.metadata, input.metadata) })
      if (said === undefined) return known
      world.change(known, { status: 'under_review' }, 'charge.dispute.updated')
      // Stripe's words for a dispute that the bank then decides, in test mode
      const verdict = { winning_evidence: 'won', losing_evidence: 'lost' } as const
      if (said === 'winning_evidence' || said === 'losing_evidence')
        decide(world, known, verdict[said])
      return known
    },
  )
  api.list(
    '/disputes',
    'dispute',
    { charge: text.optional(), payment_intent: text.optional() },
    (entry, { input }) => {
      const { charge = entry.charge, payment_intent = entry.payment_intent } = input
      return entry.charge === charge && entry.payment_intent === payment_intent
    },
  )
  api.get('/balance_transactions/:id', {}, ({ id }) => world.need('balance_transaction', id))
  api.list(
    '/balance_transactions',
    'balance_transaction',
    {
      type: text.optional(),
      currency: text.optional(),
      source: text.optional(),
      available_on: moment.optional(),
    },
    (entry, { input }) => {
      const { type = entry.type, currency = entry.currency, source = entry.source } = input
      return entry.type === type && entry.currency === currency && entry.source === source
    },
  )
}

type Asked = {
  charge?: string | undefined
  payment_intent?: string | undefined
  amount?: number | undefined
  metadata?: Record<string, string> | '' | undefined
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined
}

function chargeOf(world: World, asked: Asked): Charge {
  if (asked.charge) return world.need('charge', asked.charge, 'charge')
  if (!asked.payment_intent) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.'
    throw refused(message)
  }
  const intent = world.need('payment_intent', asked.payment_intent, 'payment_intent')
  const charge = world.store.get('charge', intent.latest_charge ?? '')
  if (charge?.paid) return charge
  throw refused(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    code: 'payment_intent_unexpected_state',
  })
}

function refund(world: World, asked: Asked): Refund {
  const charge = chargeOf(world, asked)
  if (!charge.paid) throw refused(`Charge ${charge.id} has failed and cannot be refunded.`)
  if (charge.disputed) {
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  }
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    throw refused(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  const amount = asked.amount ?? left
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`
    throw refused(message, { param: 'amount' })
  }
  const id = newId('refund')
  const made = world.store.put<Refund>({
    id,
    object: 'refund',
    amount,
    balance_transaction: record(world, -amount, charge.currency, { type: 'refund', source: id }).id,
    charge: charge.id,
    created: world.now(charge.customer),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference_status: 'pending',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
    metadata: mergeMetadata(null, asked.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: asked.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  })
  const amount_refunded = charge.amount_refunded + amount
  const refundedFields = { amount_refunded, refunded: amount_refunded === charge.amount }
  world.emit('refund.created', made)
  world.change(charge, refundedFields, 'charge.refunded')
  return made
}
