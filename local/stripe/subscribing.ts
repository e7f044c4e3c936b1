import type Stripe from 'stripe'
import { type couponFor, redeem } from './discounts.ts'
import { draft } from './drafting.ts'
import { newId, prefixed } from './ids.ts'
import { finalize, issue } from './invoicing.ts'
import { periodLine } from './lines.ts'
import { listOf } from './lists.ts'
import { periodEnd } from './periods.ts'
import type { Discount, Invoice, Item, Plan, Price, Subscription } from './types.ts'
import type { World } from './world.ts'

export type Making = {
  customer: string
  items: { price: Price; quantity: number; metadata?: Stripe.Metadata | undefined }[]
  metadata: Stripe.Metadata
  description: string | null
  trialEnd: number | null
  trialSettings: Stripe.Subscription.TrialSettings | null
  card: string | null
  automaticTax: boolean
  discounts: ReturnType<typeof couponFor>[]
  cancelAtPeriodEnd: boolean
  session?: string
}

/** A new subscription and its first invoice, finalized; when money is due it waits, incomplete, for it. */
export function subscribe(world: World, making: Making): { sub: Subscription; invoice: Invoice } {
  const { store } = world
  const customer = world.need('customer', making.customer, 'customer')
  const at = world.now(customer.id)
  const trial = making.trialEnd !== null && making.trialEnd > at
  const id = newId('subscription')
  const anchor = trial && making.trialEnd ? making.trialEnd : at
  const items = making.items.map(({ price, quantity, metadata }) =>
    newItem({ sub: id, price, quantity, metadata, at, end: trial ? anchor : undefined }),
  )
  const end = Math.max(...items.map((item) => item.current_period_end))
  const [first] = items
  if (!first) throw new Error('A subscription has items.')
  const sub = store.put<Subscription>({
    ...CONSTANT,
    id,
    object: 'subscription',
    automatic_tax: {
      disabled_reason: null,
      enabled: making.automaticTax,
      liability: making.automaticTax ? { type: 'self' } : null,
    },
    billing_cycle_anchor: anchor,
    cancel_at: making.cancelAtPeriodEnd ? end : null,
    cancel_at_period_end: making.cancelAtPeriodEnd,
    canceled_at: making.cancelAtPeriodEnd ? at : null,
    created: at,
    currency: first.price.currency,
    customer: customer.id,
    default_payment_method: making.card,
    description: making.description,
    discounts: [],
    items: listOf(items, `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    metadata: making.metadata,
    start_date: at,
    status: trial ? 'trialing' : 'incomplete',
    test_clock: customer.test_clock ?? null,
    trial_end: trial ? making.trialEnd : null,
    trial_settings: making.trialSettings ?? {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
    },
    trial_start: trial ? at : null,
    _: { upcoming: 0, trialTold: false },
  })
  if (!customer.currency) world.change(customer, { currency: sub.currency }, 'customer.updated')
  const given = { customer: customer.id, subscription: id, session: making.session }
  const discounts = making.discounts.map((discount) => redeem(world, discount, given))
  sub.discounts = discounts.map((discount) => discount.id)
  const invoice = draft(world, {
    customer,
    subscription: sub,
    lines: items.map((item) => periodLine(world, sub, item, periodOf(item), trial)),
    discounts,
    reason: 'subscription_create',
    period: { start: at, end: at },
    at,
  })
  sub.latest_invoice = invoice.id
  if (!trial && invoice.amount_due === 0) sub.status = 'active'
  store.put(sub)
  world.emit('customer.subscription.created', sub)
  issue(world, invoice)
  finalize(world, invoice)
  return { sub, invoice }
}

export const periodOf = (item: Item) => ({
  start: item.current_period_start,
  end: item.current_period_end,
})

export const discountsOf = ({ store }: World, sub: Subscription): Discount[] =>
  sub.discounts.flatMap((id) => store.get('discount', id) ?? [])

export function newItem(of: {
  sub: string
  price: Price
  quantity: number
  metadata?: Stripe.Metadata | undefined
  at: number
  end?: number | undefined
}): Item {
  const { sub, price, quantity, at } = of
  const recurring = price.recurring ?? { interval: 'month', interval_count: 1 }
  return {
    id: prefixed('si', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: at,
    current_period_end: of.end ?? periodEnd(at, recurring, at),
    current_period_start: at,
    current_trial: null,
    discounts: [],
    metadata: of.metadata ?? {},
    plan: planOf(price),
    price,
    quantity,
    subscription: sub,
    tax_rates: [],
  }
}

/** The same price under its old name, which items still carry. */
export const planOf = (price: Price): Plan => ({
  id: price.id,
  object: 'plan',
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? 'month',
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: false,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: 'licensed',
})

const CONSTANT = {
  application: null,
  application_fee_percent: null,
  billing_cycle_anchor_config: null,
  billing_mode: {
    flexible: { proration_discounts: 'included' as const },
    type: 'flexible' as const,
  },
  billing_schedules: [],
  billing_thresholds: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically' as const,
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' as const },
  },
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off' as const,
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
}
