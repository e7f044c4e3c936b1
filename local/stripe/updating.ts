import type * as z from 'zod'
import { applyChange } from './applying.ts'
import { invoiceNow, type Plan } from './changing.ts'
import { couponFor, redeem } from './discounts.ts'
import { refused } from './errors.ts'
import { finalize, issue } from './invoicing.ts'
import { creditFor } from './lines.ts'
import { mergeMetadata } from './params.ts'
import { priceOf } from './resources/prices.ts'
import type { details, updated } from './resources/shapes.ts'
import { endSubscription } from './settling.ts'
import type { Subscription } from './types.ts'
import type { World } from './world.ts'

/** Changes by the API: words, cards and ends at once, items and trials through a plan. */
export function update(
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

/** Ends it now, with what is owed back on request. */
export function cancel(
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
