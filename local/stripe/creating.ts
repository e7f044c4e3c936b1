import type * as z from 'zod'
import { cardProblem } from './charging.ts'
import { couponFor } from './discounts.ts'
import { refused } from './errors.ts'
import { cardFor, pay, paymentOf } from './invoicing.ts'
import { mergeMetadata } from './params.ts'
import { priceOf } from './resources/prices.ts'
import type { created } from './resources/shapes.ts'
import { endSubscription } from './settling.ts'
import { subscribe } from './subscribing.ts'
import type { Subscription } from './types.ts'
import type { World } from './world.ts'

/** A subscription by the API; one by a page begins in paying.ts. */
export function create(world: World, input: z.output<z.ZodObject<typeof created>>): Subscription {
  const customer = world.need('customer', input.customer, 'customer')
  const now = world.now(customer.id)
  const { trial_end, trial_period_days: days, payment_behavior = 'allow_incomplete' } = input
  const items = input.items.map((item, i) => ({
    price: priceOf(world, item.price, `items[${i}][price]`, 'recurring'),
    quantity: item.quantity ?? 1,
    metadata: mergeMetadata(null, item.metadata),
  }))
  const card = input.default_payment_method
  if (
    card &&
    world.need('payment_method', card, 'default_payment_method').customer !== customer.id
  ) {
    const message = `The customer does not have a payment method with the ID ${card}. The payment method must be attached to the customer.`
    throw refused(message, { code: 'resource_missing', param: 'default_payment_method' })
  }
  const trialEnd = days ? now + days * 86_400 : typeof trial_end === 'number' ? trial_end : null
  const hasCard = card || customer.invoice_settings.default_payment_method
  if (
    !hasCard &&
    !trialEnd &&
    payment_behavior !== 'default_incomplete' &&
    items.some(({ price }) => price.unit_amount)
  ) {
    const message =
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.'
    throw refused(message, { code: 'resource_missing' })
  }
  const { sub, invoice } = subscribe(world, {
    customer: customer.id,
    items,
    metadata: mergeMetadata(null, input.metadata),
    description: input.description ?? null,
    trialEnd,
    trialSettings: input.trial_settings
      ? { end_behavior: { billing_cycle_anchor: null, ...input.trial_settings.end_behavior } }
      : null,
    card: card ?? null,
    automaticTax: input.automatic_tax?.enabled ?? false,
    discounts: (input.discounts || []).map((asked) => couponFor(world, asked, customer.id)),
    cancelAtPeriodEnd: input.cancel_at_period_end ?? false,
  })
  if (invoice.status !== 'open') return sub
  if (payment_behavior === 'default_incomplete') {
    paymentOf(world, invoice)
    return sub
  }
  const { off_session: offSession = false } = input
  const outcome = pay(world, invoice, cardFor(world, invoice), { offSession })
  if (payment_behavior === 'error_if_incomplete' && outcome !== 'paid') {
    const { intent } = paymentOf(world, invoice)
    endSubscription(world, sub, {}, 'incomplete_expired')
    const asks = {
      type: 'card_error' as const,
      code: 'subscription_payment_intent_requires_action',
      message:
        'Payment for this subscription requires additional user action before it can be completed successfully.',
    }
    throw cardProblem(intent.last_payment_error ?? asks, intent)
  }
  return sub
}
