import type Stripe from 'stripe'

/** A field that Stripe expands on request holds the id here. */
type Ids<T, K extends keyof T> = Omit<T, K> & { [P in K]: Extract<T[P], string | null | undefined> }

export type List<T> = { object: 'list'; data: T[]; has_more: boolean; url: string }

export type Product = Ids<Stripe.Product, 'default_price' | 'tax_code'>

/** Decimals are text, as on the wire; the library makes its own type of them. */
export type Price = Omit<
  Ids<Stripe.Price, 'product'>,
  'unit_amount' | 'unit_amount_decimal' | 'tiers' | 'currency_options'
> & { unit_amount: number; unit_amount_decimal: string | null }

export type Plan = Omit<Ids<Stripe.Plan, 'product'>, 'amount_decimal' | 'tiers'> & {
  amount_decimal: string | null
}

export type Customer = Omit<Ids<Stripe.Customer, 'test_clock'>, 'sources' | 'subscriptions'> & {
  /** its id stays known */
  _: { deleted: boolean }
}

export type PaymentMethod = Ids<Stripe.PaymentMethod, 'customer'> & {
  card: Stripe.PaymentMethod.Card
  /** the test card's number, which decides how it behaves */
  _: { number: string }
}

export type Item = Omit<Stripe.SubscriptionItem, 'price' | 'plan' | 'discounts' | 'quantity'> & {
  price: Price
  plan: Plan
  discounts: string[]
  quantity: number
}

export type Subscription = Omit<
  Ids<
    Stripe.Subscription,
    'customer' | 'default_payment_method' | 'latest_invoice' | 'schedule' | 'pending_setup_intent'
  >,
  'items' | 'discounts' | 'test_clock' | 'pending_update'
> & {
  items: List<Item>
  discounts: string[]
  test_clock: string | null
  pending_update: { expires_at: number; subscription_items: Item[] } | null
  /** the period of which invoice.upcoming was told, and whether the trial's end was */
  _: { upcoming: number; trialTold: boolean }
}

export type Line = Omit<
  Stripe.InvoiceLineItem,
  'pricing' | 'quantity_decimal' | 'discounts' | 'subscription' | 'discount_amounts'
> & {
  pricing: {
    type: 'price_details'
    price_details: { price: string; product: string }
    unit_amount_decimal: string
  }
  quantity: number
  quantity_decimal: string
  discounts: string[]
  discount_amounts: { amount: number; discount: string }[]
  subscription: string | null
}

export type Invoice = Omit<
  Ids<Stripe.Invoice, 'customer' | 'default_payment_method' | 'test_clock'>,
  'lines' | 'discounts' | 'total_discount_amounts' | 'customer'
> & {
  customer: string
  lines: List<Line>
  discounts: string[]
  total_discount_amounts: { amount: number; discount: string }[]
  /** the invoice payment that its tries go through, once there was one */
  _: { payment: string | null }
}

export type InvoiceItem = Omit<
  Stripe.InvoiceItem,
  'pricing' | 'quantity_decimal' | 'customer' | 'invoice' | 'discounts' | 'test_clock'
> & {
  customer: string
  invoice: string | null
  discounts: string[]
  pricing: Line['pricing']
  quantity_decimal: string
  test_clock: string | null
  /** the item of the subscription that it stands for */
  _: { item: string }
}

export type InvoicePayment = Ids<Stripe.InvoicePayment, 'invoice'>

export type PaymentIntent = Omit<
  Ids<Stripe.PaymentIntent, 'customer' | 'latest_charge' | 'payment_method'>,
  'last_payment_error'
> & { last_payment_error: CardError | null }

export type CardError = {
  type: 'card_error'
  code: string
  decline_code?: string
  message: string
  charge?: string
}

export type Charge = Omit<
  Ids<Stripe.Charge, 'balance_transaction' | 'customer' | 'payment_intent'>,
  'refunds'
>
export type Refund = Ids<Stripe.Refund, 'balance_transaction' | 'charge' | 'payment_intent'>
export type Dispute = Omit<
  Ids<Stripe.Dispute, 'charge' | 'payment_intent'>,
  'balance_transactions'
> & {
  balance_transactions: BalanceTransaction[]
}
export type BalanceTransaction = Ids<Stripe.BalanceTransaction, 'source'>

export type Coupon = Stripe.Coupon
export type PromotionCode = Omit<Ids<Stripe.PromotionCode, 'customer'>, 'promotion'> & {
  promotion: { type: 'coupon'; coupon: string }
}
export type Discount = Omit<Ids<Stripe.Discount, 'customer' | 'promotion_code'>, 'source'> & {
  source: { type: 'coupon'; coupon: string }
  /** redemptions are counted once */
  _: { counted: boolean }
}

export type LineItem = Omit<Stripe.LineItem, 'price' | 'quantity' | 'discounts' | 'taxes'> & {
  price: Price
  quantity: number
}

export type Session = Omit<
  Ids<Stripe.Checkout.Session, 'customer' | 'invoice' | 'payment_intent' | 'subscription'>,
  'discounts' | 'line_items' | 'currency_conversion'
> & {
  currency: string
  discounts: { coupon: string | null; promotion_code: string | null }[]
  _: {
    items: LineItem[]
    metadata: Stripe.Metadata
    description: string | null
    trialEnd: number | null
    trialDays: number | null
    trialSettings: Stripe.Subscription.TrialSettings | null
    saveCard: boolean
    /** a payment that waits for the person to approve it */
    waiting: string | null
  }
}

export type Schedule = Omit<
  Ids<Stripe.SubscriptionSchedule, 'customer' | 'subscription'>,
  'phases' | 'test_clock'
> & {
  phases: Phase[]
  test_clock: string | null
}
export type Phase = Omit<Stripe.SubscriptionSchedule.Phase, 'items' | 'discounts'> & {
  items: { price: string; plan: string; quantity: number; metadata: Stripe.Metadata }[]
  discounts: { coupon: string | null; discount: string | null; promotion_code: string | null }[]
}

export type TestClock = Stripe.TestHelpers.TestClock

export type Event = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: Stripe.Event.Type
  /** whom it concerns, for tests that look at one customer */
  _: { customer: string | null }
}

/** The secret is told once, when the endpoint is made. */
export type WebhookEndpoint = Stripe.WebhookEndpoint & { _: { secret: string } }

export type Records = {
  product: Product
  price: Price
  customer: Customer
  payment_method: PaymentMethod
  coupon: Coupon
  promotion_code: PromotionCode
  discount: Discount
  'checkout.session': Session
  subscription: Subscription
  subscription_schedule: Schedule
  invoice: Invoice
  invoiceitem: InvoiceItem
  invoice_payment: InvoicePayment
  payment_intent: PaymentIntent
  charge: Charge
  refund: Refund
  dispute: Dispute
  balance_transaction: BalanceTransaction
  event: Event
  webhook_endpoint: WebhookEndpoint
  'billing_portal.session': Stripe.BillingPortal.Session
  'billing_portal.configuration': Stripe.BillingPortal.Configuration
  'test_helpers.test_clock': TestClock
}
export type Kind = keyof Records
