import * as z from 'zod'
import type { Api } from '../api.ts'
import { applyChange } from '../applying.ts'
import { invoiceNow, type Plan } from '../changing.ts'
import { cardProblem } from '../charging.ts'
import { couponFor, redeem } from '../discounts.ts'
import { refused } from '../errors.ts'
import { cardFor, finalize, issue, pay, paymentOf } from '../invoicing.ts'
import { creditFor } from '../lines.ts'
import { emptied, flag, mergeMetadata, metadata, moment, quantity, text, whole } from '../params.ts'
import { endSubscription } from '../settling.ts'
import { subscribe } from '../subscribing.ts'
import type { Subscription } from '../types.ts'
import type { World } from '../world.ts'
import { priceOf } from './prices.ts'

export const proration = z.enum(['create_prorations', 'always_invoice', 'none']).optional()
const behavior = z
  .enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'])
  .optional()
export const changedItem = z.strictObject({
  id: text.optional(),
  price: text.optional(),
  quantity: quantity.optional(),
  deleted: flag.optional(),
  metadata: metadata.optional(),
})
export const discount = z.strictObject({
  coupon: text.optional(),
  promotion_code: text.optional(),
  discount: text.optional(),
})
export const trialSettings = z.strictObject({
  end_behavior: z.strictObject({
    missing_payment_method: z.enum(['cancel', 'create_invoice', 'pause']),
  }),
})
const details = z.strictObject({
  comment: emptied.optional(),
  feedback: emptied.optional(),
})
const common = {
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  cancel_at_period_end: flag.optional(),
  collection_method: z.enum(['charge_automatically']).optional(),
  default_payment_method: text.optional(),
  description: emptied.optional(),
  discounts: z.union([z.array(discount), z.literal('')]).optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: behavior,
  payment_settings: z
    .strictObject({ save_default_payment_method: z.enum(['off', 'on_subscription']).optional() })
    .optional(),
  proration_behavior: proration,
  trial_settings: trialSettings.optional(),
}
const created = {
  ...common,
  customer: text,
  items: z
    .array(
      z.strictObject({ price: text, quantity: quantity.optional(), metadata: metadata.optional() }),
    )
    .min(1),
  trial_end: z.union([whole, z.literal('now')]).optional(),
  trial_period_days: whole.optional(),
}
const updated = {
  ...common,
  billing_cycle_anchor: z.enum(['now', 'unchanged']).optional(),
  cancel_at: z.union([whole, z.literal('')]).optional(),
  cancellation_details: details.optional(),
  items: z.array(changedItem).optional(),
  pause_collection: z
    .union([
      z.strictObject({
        behavior: z.enum(['keep_as_draft', 'mark_uncollectible', 'void']),
        resumes_at: whole.optional(),
      }),
      z.literal(''),
    ])
    .optional(),
  proration_date: whole.optional(),
  trial_end: z.union([whole, z.literal('now')]).optional(),
}

export function subscriptions(api: Api): void {
  const { world } = api
  api.post('/subscriptions', created, ({ input }) => create(world, input))
  api.get('/subscriptions/:id', {}, ({ id }) => world.need('subscription', id))
  api.post('/subscriptions/:id', updated, ({ id, input }) =>
    update(world, world.need('subscription', id), input),
  )
  api.delete(
    '/subscriptions/:id',
    {
      cancellation_details: details.optional(),
      invoice_now: flag.optional(),
      prorate: flag.optional(),
    },
    ({ id, input }) => cancel(world, world.need('subscription', id), input),
  )
  const filters = {
    customer: text.optional(),
    price: text.optional(),
    status: text.optional(),
    current_period_end: moment.optional(),
    test_clock: text.optional(),
  }
  api.list('/subscriptions', 'subscription', filters, (sub, { input }) => {
    const { customer = sub.customer, price, status, test_clock } = input
    const isPriced = !price || sub.items.data.some((item) => item.price.id === price)
    const isWanted =
      status === 'all' ||
      (status === 'ended'
        ? sub.status === 'canceled' || sub.status === 'incomplete_expired'
        : status
          ? sub.status === status
          : sub.status !== 'canceled')
    return (
      sub.customer === customer &&
      isPriced &&
      isWanted &&
      (!test_clock || sub.test_clock === test_clock)
    )
  })
  api.get('/subscription_items/:id', {}, ({ id }) => {
    const found = world.store
      .all('subscription')
      .flatMap((sub) => sub.items.data)
      .find((item) => item.id === id)
    if (found) return found
    throw refused(`No such subscription_item: '${id}'`, { code: 'resource_missing', param: 'item' })
  })
}

function create(world: World, input: z.output<z.ZodObject<typeof created>>): Subscription {
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

function update(
  world: World,
  sub: Subscription,
  input: z.output<z.ZodObject<typeof updated>>,
): Subscription {
  const {
    metadata: given,
    cancellation_details,
    pause_collection,
    trial_end,
    items,
    ...rest
  } = input
  const now = world.now(sub.customer)
  if (sub.status === 'canceled' || sub.status === 'incomplete_expired') {
    const isPlain = Object.keys(input).every(
      (name) => name === 'metadata' || name === 'cancellation_details',
    )
    if (!isPlain) {
      const message =
        'A canceled subscription can only update its cancellation_details and metadata.'
      throw refused(message)
    }
  }
  const fields: Partial<Subscription> = {
    metadata: mergeMetadata(sub.metadata, given),
    ...(rest.description !== undefined && { description: rest.description }),
    ...(rest.default_payment_method && { default_payment_method: rest.default_payment_method }),
    ...(rest.automatic_tax && {
      automatic_tax: { ...sub.automatic_tax, enabled: rest.automatic_tax.enabled },
    }),
    ...(pause_collection !== undefined && {
      pause_collection: pause_collection
        ? { behavior: pause_collection.behavior, resumes_at: pause_collection.resumes_at ?? null }
        : null,
    }),
    ...cancelFields(sub, rest, now),
    ...(cancellation_details && {
      cancellation_details: {
        ...(sub.cancellation_details ?? {
          feedback_option: null,
          reason: null,
          comment: null,
          feedback: null,
        }),
        ...cancellation_details,
      },
    }),
  }
  if (rest.discounts !== undefined) {
    const kept = (rest.discounts || []).map((asked) => {
      if (asked.discount) return asked.discount
      const at = { customer: sub.customer, subscription: sub.id }
      return redeem(world, couponFor(world, asked, sub.customer), at).id
    })
    fields.discounts = kept
  }
  const at = rest.proration_date ?? now
  const trialEnd = trial_end === 'now' ? 0 : trial_end
  if (!items && trialEnd === undefined && rest.billing_cycle_anchor !== 'now') {
    return world.change(sub, fields, 'customer.subscription.updated')
  }
  if (trialEnd && trialEnd <= now)
    throw refused('Invalid timestamp: must be an integer Unix timestamp in the future.', {
      param: 'trial_end',
    })
  for (const [i, item] of (items ?? []).entries()) {
    if (item.price) priceOf(world, item.price, `items[${i}][price]`, 'recurring')
  }
  const change = {
    items,
    proration: rest.proration_behavior ?? ('create_prorations' as const),
    at,
    anchorNow: rest.billing_cycle_anchor === 'now',
    trialEnd,
  }
  applyChange(world, sub, change, rest.payment_behavior, fields)
  return sub
}

/** Both ways to say "not beyond this": at the period's end, or at a moment. */
function cancelFields(
  sub: Subscription,
  {
    cancel_at_period_end: atEnd,
    cancel_at,
  }: { cancel_at_period_end?: boolean | undefined; cancel_at?: number | '' | undefined },
  now: number,
): Partial<Subscription> {
  const nothing = { cancel_at: null, canceled_at: null, cancel_at_period_end: false }
  const reason = (word: 'cancellation_requested' | null) => ({
    cancellation_details: {
      ...(sub.cancellation_details ?? { comment: null, feedback: null, feedback_option: null }),
      reason: word,
    },
  })
  if (atEnd === false || cancel_at === '') return { ...nothing, ...reason(null) }
  const end = Math.max(...sub.items.data.map((item) => item.current_period_end))
  if (atEnd) {
    return {
      cancel_at: end,
      canceled_at: now,
      cancel_at_period_end: true,
      ...reason('cancellation_requested'),
    }
  }
  if (cancel_at)
    return {
      cancel_at,
      canceled_at: now,
      cancel_at_period_end: false,
      ...reason('cancellation_requested'),
    }
  return {}
}

function cancel(
  world: World,
  sub: Subscription,
  input: {
    prorate?: boolean | undefined
    invoice_now?: boolean | undefined
    cancellation_details?: z.output<typeof details> | undefined
  },
): Subscription {
  const at = world.now(sub.customer)
  const { comment = null, feedback = null } = input.cancellation_details ?? {}
  const prorations = input.prorate
    ? sub.items.data.flatMap((item) => creditFor(world, sub, item, at) ?? [])
    : []
  const given = { comment, feedback, reason: 'cancellation_requested' as const }
  endSubscription(world, sub, given)
  for (const item of prorations) world.store.put(item)
  if (input.invoice_now) {
    const made: Plan = {
      items: [],
      prorations: [],
      restarts: false,
      invoicesNow: true,
      trial: false,
    }
    const invoice = invoiceNow(world, sub, made, at)
    if (invoice.lines.data.length) finalize(world, issue(world, invoice))
  }
  return sub
}
