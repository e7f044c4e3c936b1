import * as z from 'zod'
import type { Api } from '../api.ts'
import { cardProblem } from '../charging.ts'
import { couponFor } from '../discounts.ts'
import { refused } from '../errors.ts'
import { idOf, newId } from '../ids.ts'
import { cardFor, finalize, markUncollectible, pay, paymentOf, voidInvoice } from '../invoicing.ts'
import { emptied, flag, mergeMetadata, metadata, moment, text, whole } from '../params.ts'
import type { Discount, Invoice } from '../types.ts'
import { endingNow, preview } from '../upcoming.ts'
import type { World } from '../world.ts'
import { priceOf } from './prices.ts'
import { changedItem, discount, proration } from './shapes.ts'

const previewed = {
  customer: text.optional(),
  subscription: text,
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  discounts: z.union([z.array(discount), z.literal('')]).optional(),
  preview_mode: z.enum(['next', 'recurring']).optional(),
  subscription_details: z
    .strictObject({
      billing_cycle_anchor: z.enum(['now', 'unchanged']).optional(),
      cancel_at: z.union([whole, z.literal('')]).optional(),
      cancel_at_period_end: flag.optional(),
      cancel_now: flag.optional(),
      items: z.array(changedItem).optional(),
      proration_behavior: proration,
      proration_date: whole.optional(),
      trial_end: z.union([whole, z.literal('now')]).optional(),
    })
    .optional(),
}

export function invoices(api: Api): void {
  const { world } = api
  const named = (id: string) => world.need('invoice', id)
  api.post('/invoices/create_preview', previewed, ({ input }) => previewOf(world, input))
  api.get('/invoices/:id', {}, ({ id }) => named(id))
  api.post(
    '/invoices/:id',
    {
      auto_advance: flag.optional(),
      description: emptied.optional(),
      metadata: metadata.optional(),
      default_payment_method: text.optional(),
    },
    ({ id, input }) => {
      const known = named(id)
      const { metadata: given, ...rest } = input
      return world.change(
        known,
        { ...rest, metadata: mergeMetadata(known.metadata, given) },
        'invoice.updated',
      )
    },
  )
  api.post('/invoices/:id/finalize', { auto_advance: flag.optional() }, ({ id }) =>
    finalize(world, named(id)),
  )
  api.post('/invoices/:id/void', {}, ({ id }) => voidInvoice(world, named(id)))
  api.post('/invoices/:id/mark_uncollectible', {}, ({ id }) => markUncollectible(world, named(id)))
  api.post(
    '/invoices/:id/pay',
    { payment_method: text.optional(), off_session: flag.optional(), forgive: flag.optional() },
    ({ id, input }) => {
      const invoice = named(id)
      if (invoice.status === 'draft') finalize(world, invoice)
      const card = input.payment_method
        ? world.need('payment_method', input.payment_method, 'payment_method')
        : cardFor(world, invoice)
      const outcome = pay(world, invoice, card, { offSession: input.off_session ?? true })
      if (outcome === 'paid') return invoice
      const { intent } = paymentOf(world, invoice)
      throw cardProblem(intent.last_payment_error ?? ASKS, intent)
    },
  )
  api.list(
    '/invoices',
    'invoice',
    {
      customer: text.optional(),
      subscription: text.optional(),
      status: text.optional(),
      collection_method: text.optional(),
      due_date: moment.optional(),
    },
    (entry, { input }) => {
      const { customer = entry.customer, status = entry.status, subscription } = input
      const of = idOf(entry.parent?.subscription_details?.subscription)
      return (
        entry.customer === customer &&
        entry.status === status &&
        (!subscription || of === subscription)
      )
    },
  )
  api.get('/invoices/:id/lines', { limit: whole.optional() }, ({ id }) => named(id).lines)
  const ofInvoice = { invoice: text.optional(), status: text.optional() }
  api.list('/invoice_payments', 'invoice_payment', ofInvoice, (entry, { input }) => {
    const { invoice = entry.invoice, status = entry.status } = input
    return entry.invoice === invoice && entry.status === status
  })
  api.get('/invoice_payments/:id', {}, ({ id }) => world.need('invoice_payment', id))
  const ofCustomer = { customer: text.optional(), pending: flag.optional() }
  api.list('/invoiceitems', 'invoiceitem', ofCustomer, (entry, { input }) => {
    const { customer = entry.customer, pending } = input
    return (
      entry.customer === customer && (pending === undefined || pending === (entry.invoice === null))
    )
  })
}

const ASKS = {
  type: 'card_error' as const,
  code: 'invoice_payment_intent_requires_action',
  message:
    'Payment for this invoice requires additional user action before it can be completed successfully.',
}

function previewOf(world: World, input: z.output<z.ZodObject<typeof previewed>>): Invoice {
  const sub = world.need('subscription', input.subscription, 'subscription')
  if (input.customer && input.customer !== sub.customer) {
    throw refused(`The subscription ${sub.id} is not one of customer ${input.customer}.`, {
      param: 'subscription',
    })
  }
  const { items, proration_date, trial_end, ...details } = input.subscription_details ?? {}
  for (const [i, item] of (items ?? []).entries()) {
    if (item.price)
      priceOf(world, item.price, `subscription_details[items][${i}][price]`, 'recurring')
  }
  const trialEnd = trial_end === 'now' ? 0 : trial_end
  const anchorNow = details.billing_cycle_anchor === 'now'
  const change =
    items || anchorNow || trialEnd !== undefined
      ? {
          items,
          proration: details.proration_behavior ?? ('create_prorations' as const),
          at: proration_date ?? world.now(sub.customer),
          anchorNow,
          trialEnd,
        }
      : undefined
  const cancels = Boolean(details.cancel_at_period_end || details.cancel_at)
  if (details.cancel_now) return endingNow(world, sub, details.proration_behavior !== 'none')
  const discounts = input.discounts ? imagined(world, input.discounts, sub.customer) : undefined
  return preview(world, sub, change, { cancels, discounts })
}

/** Discounts as they would be, without redeeming anything. */
function imagined(world: World, asked: z.output<typeof discount>[], customer: string): Discount[] {
  return asked.map((entry) => {
    const { coupon, code } = couponFor(world, entry, customer)
    return {
      id: newId('discount'),
      object: 'discount',
      checkout_session: null,
      customer,
      customer_account: null,
      end: null,
      invoice: null,
      invoice_item: null,
      promotion_code: code?.id ?? null,
      source: { type: 'coupon', coupon: coupon.id },
      start: world.now(customer),
      subscription: null,
      subscription_item: null,
      _: { counted: false },
    }
  })
}
