import type Stripe from 'stripe'
import { applyDiscounts } from './discounts.ts'
import { newId } from './ids.ts'
import { listOf } from './lists.ts'
import type { Customer, Discount, Invoice, Line, Subscription } from './types.ts'
import type { World } from './world.ts'

/**
 * An invoice that nobody has seen yet: previews and real invoices are made here, so that they agree
 * to the cent. It is not stored.
 */
export function draft(
  world: World,
  what: {
    customer: Customer
    subscription: Subscription
    lines: Line[]
    discounts: Discount[]
    reason: NonNullable<Stripe.Invoice['billing_reason']>
    period: { start: number; end: number }
    at: number
    prorationDate?: number | undefined
  },
): Invoice {
  const { customer, subscription: sub, lines, discounts, at } = what
  const id = newId('invoice')
  const total_discount_amounts = applyDiscounts(world, lines, discounts, at)
  const off = total_discount_amounts.reduce((sum, { amount }) => sum + amount, 0)
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  const total = subtotal - off
  const amount_due = dueOf(total, customer.balance)
  for (const line of lines) line.invoice = id
  return {
    ...CONSTANT,
    id,
    object: 'invoice',
    amount_due,
    amount_remaining: amount_due,
    automatic_tax: {
      disabled_reason: null,
      enabled: sub.automatic_tax.enabled,
      liability: sub.automatic_tax.enabled ? { type: 'self' } : null,
      provider: sub.automatic_tax.enabled ? 'stripe' : null,
      status: sub.automatic_tax.enabled ? 'complete' : null,
    },
    billing_reason: what.reason,
    collection_method: 'charge_automatically',
    created: at,
    currency: sub.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    default_payment_method: null,
    discounts: discounts.map((discount) => discount.id),
    lines: listOf(lines, `/v1/invoices/${id}/lines`),
    metadata: {},
    parent: {
      quote_details: null,
      subscription_details: {
        metadata: { ...sub.metadata },
        subscription: sub.id,
        ...(what.prorationDate && { subscription_proration_date: what.prorationDate }),
      },
      type: 'subscription_details',
    },
    period_end: what.period.end,
    period_start: what.period.start,
    starting_balance: customer.balance,
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: customer.test_clock ?? null,
    total,
    total_discount_amounts,
    total_excluding_tax: total,
    _: { payment: null },
  }
}

/** A credit balance is negative: it is used up first. */
export const dueOf = (total: number, balance: number): number => Math.max(total + balance, 0)

const CONSTANT = {
  account_country: 'US',
  account_name: 'Local Stripe',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: true,
  automatically_finalizes_at: null,
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: 'none' as const,
  customer_tax_ids: [],
  default_source: null,
  default_tax_rates: [],
  description: null,
  due_date: null,
  effective_at: null,
  ending_balance: null,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: 'self' as const },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  status: 'draft' as const,
  status_transitions: {
    finalized_at: null,
    marked_uncollectible_at: null,
    paid_at: null,
    voided_at: null,
  },
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
}
