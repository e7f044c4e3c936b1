import { amountOff, couponFor } from './discounts.ts'
import { refused } from './errors.ts'
import { newId, prefixed } from './ids.ts'
import { shares } from './money.ts'
import type { Coupon, LineItem, Price, Session } from './types.ts'
import type { World } from './world.ts'

export const SOONEST = 30 * 60
export const LATEST = 24 * 3600

export function newSession(
  world: World,
  fields: Pick<Session, 'mode' | 'customer' | 'success_url' | 'cancel_url' | '_'> &
    Partial<Session>,
): Session {
  const id = newId('checkout.session')
  const created = world.now(fields.customer)
  const [first] = fields._.items
  const isSubscription = fields.mode === 'subscription'
  const session = world.store.put<Session>({
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: 0,
    amount_total: 0,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: first?.currency ?? 'usd',
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    customer_creation: fields.customer ? null : isSubscription ? 'always' : 'if_required',
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: created + LATEST,
    integration_identifier: null,
    invoice: null,
    invoice_creation: isSubscription ? null : NO_INVOICE,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: isSubscription ? 'always' : 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.url()}/c/pay/${id}`,
    wallet_options: null,
    ...fields,
  })
  total(world, session)
  return session
}

const NO_INVOICE: Session['invoice_creation'] = {
  enabled: false,
  invoice_data: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: null,
    metadata: {},
    rendering_options: null,
  },
}

export const lineItem = (price: Price, quantity: number, description: string): LineItem => ({
  id: prefixed('li'),
  object: 'item',
  adjustable_quantity: null,
  amount_discount: 0,
  amount_subtotal: price.unit_amount * quantity,
  amount_tax: 0,
  amount_total: price.unit_amount * quantity,
  currency: price.currency,
  description,
  metadata: {},
  price,
  quantity,
})

/** What is due today: nothing while a trial lasts, and what the discounts leave. */
export function total(world: World, session: Session): void {
  const { items, trialDays, trialEnd } = session._
  const isTrial = Boolean(trialDays || trialEnd)
  const full = items.map(({ price, quantity }) => (isTrial ? 0 : price.unit_amount * quantity))
  const sum = full.reduce((a, b) => a + b, 0)
  const off = session.discounts.reduce((taken, discount) => {
    const coupon = couponOf(world, discount)
    return coupon ? taken + amountOff(coupon, sum - taken) : taken
  }, 0)
  for (const [i, share] of shares(off, full).entries()) {
    const item = items[i]
    if (!item) continue
    item.amount_subtotal = full[i] ?? 0
    item.amount_discount = share
    item.amount_total = item.amount_subtotal - share
  }
  session.amount_subtotal = sum
  session.amount_total = sum - off
  session.total_details = { amount_discount: off, amount_shipping: 0, amount_tax: 0 }
  world.store.put(session)
}

function couponOf({ store }: World, discount: Session['discounts'][number]): Coupon | undefined {
  const code = discount.promotion_code && store.get('promotion_code', discount.promotion_code)
  return store.get('coupon', (code ? code.promotion.coupon : discount.coupon) ?? '')
}

/** A code that the person typed on the page. */
export function enterCode(world: World, session: Session, typed: string): string | undefined {
  if (!typed) {
    session.discounts = []
    total(world, session)
    return undefined
  }
  const wanted = typed.trim().toUpperCase()
  const code = world.store
    .all('promotion_code')
    .findLast((entry) => entry.active && entry.code.toUpperCase() === wanted)
  if (!code) return 'This code is invalid.'
  try {
    const { coupon } = couponFor(world, { promotion_code: code.id }, session.customer)
    assertFits(coupon, code.restrictions.minimum_amount, session)
  } catch {
    return 'This code is invalid.'
  }
  session.discounts = [{ coupon: null, promotion_code: code.id }]
  total(world, session)
  return undefined
}

function assertFits(coupon: Coupon, minimum: number | null, session: Session): void {
  const isOther = coupon.amount_off !== null && coupon.currency !== session.currency
  const isLittle = minimum !== null && (session.amount_subtotal ?? 0) < minimum
  if (isOther || isLittle) throw refused('This coupon does not fit.')
}
