import * as z from 'zod'
import type { Api } from '../api.ts'
import { LATEST, lineItem, newSession, SOONEST } from '../checkout.ts'
import { couponFor } from '../discounts.ts'
import { refused } from '../errors.ts'
import { expireSession } from '../life.ts'
import { listOf } from '../lists.ts'
import { mergeMetadata, metadata, text, whole } from '../params.ts'
import type { Session } from '../types.ts'
import type { World } from '../world.ts'
import { newPrice, productName } from './catalog.ts'
import { priceOf } from './prices.ts'
import { session } from './shapes.ts'

type Given = z.output<z.ZodObject<typeof session>>

export function sessions(api: Api): void {
  const { world } = api
  api.post('/checkout/sessions', session, ({ input }) => create(world, input))
  api.get('/checkout/sessions/:id', {}, ({ id }) => world.need('checkout.session', id))
  api.post('/checkout/sessions/:id', { metadata: metadata.optional() }, ({ id, input }) => {
    const known = world.need('checkout.session', id)
    return world.change(known, { metadata: mergeMetadata(known.metadata, input.metadata) })
  })
  api.post('/checkout/sessions/:id/expire', {}, ({ id }) => {
    const known = world.need('checkout.session', id)
    if (known.status === 'open') return expireSession(world, known)
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of "${known.status}".`
    throw refused(message)
  })
  api.get('/checkout/sessions/:id/line_items', { limit: whole.optional() }, ({ id }) => {
    const known = world.need('checkout.session', id)
    return listOf(known._.items, `/v1/checkout/sessions/${id}/line_items`)
  })
  api.list(
    '/checkout/sessions',
    'checkout.session',
    {
      customer: text.optional(),
      payment_intent: text.optional(),
      subscription: text.optional(),
      status: z.enum(['open', 'complete', 'expired']).optional(),
    },
    (entry, { input }) => {
      const { customer = entry.customer, status = entry.status } = input
      const { payment_intent = entry.payment_intent, subscription = entry.subscription } = input
      const isOf = entry.customer === customer && entry.subscription === subscription
      return isOf && entry.payment_intent === payment_intent && entry.status === status
    },
  )
}

function create(world: World, input: Given): Session {
  if (input.mode === 'setup')
    throw refused('The local Stripe has no setup mode.', { param: 'mode' })
  if (!input.success_url) {
    throw refused('Missing required param: success_url.', {
      code: 'parameter_missing',
      param: 'success_url',
    })
  }
  if (input.customer && input.customer_email) {
    throw refused('You may only specify one of these parameters: customer, customer_email.')
  }
  if (input.customer_creation && (input.customer || input.mode === 'subscription')) {
    const message = '`customer_creation` can only be used in `payment` mode, without a customer.'
    throw refused(message, { param: 'customer_creation' })
  }
  if (input.allow_promotion_codes && input.discounts?.length) {
    throw refused('You may only specify one of these parameters: allow_promotion_codes, discounts.')
  }
  const customer = input.customer ? world.need('customer', input.customer, 'customer') : null
  const now = world.now(customer?.id)
  const items = itemsFrom(world, input)
  const {
    subscription_data: forSub,
    payment_intent_data: forIntent,
    expires_at = now + LATEST,
  } = input
  if (input.mode === 'payment' && forSub) {
    throw refused('You can not pass `subscription_data` in `payment` mode.', {
      param: 'subscription_data',
    })
  }
  if (input.mode === 'subscription' && forIntent) {
    throw refused('You can not pass `payment_intent_data` in `subscription` mode.', {
      param: 'payment_intent_data',
    })
  }
  if (expires_at < now + SOONEST - 60 || expires_at > now + LATEST + 60) {
    const message =
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.'
    throw refused(message, { param: 'expires_at' })
  }
  if (forSub?.trial_end && forSub.trial_end < now + 2 * 86_400) {
    throw refused('The `trial_end` date has to be at least 2 days in the future.', {
      param: 'subscription_data[trial_end]',
    })
  }
  const taxed = input.automatic_tax?.enabled ?? false
  if (taxed) assertTaxable(world, input, Boolean(customer?.address?.country))
  const discounts = (input.discounts ?? []).map((asked) => {
    const { coupon, code } = couponFor(world, asked, customer?.id ?? null)
    return { coupon: code ? null : coupon.id, promotion_code: code?.id ?? null }
  })
  return newSession(world, {
    mode: input.mode,
    customer: customer?.id ?? null,
    customer_email: input.customer_email ?? null,
    success_url: input.success_url,
    cancel_url: input.cancel_url ?? null,
    allow_promotion_codes: input.allow_promotion_codes ?? null,
    automatic_tax: {
      enabled: taxed,
      liability: taxed ? { type: 'self' } : null,
      provider: taxed ? 'stripe' : null,
      status: taxed ? 'complete' : null,
    },
    billing_address_collection: input.billing_address_collection ?? null,
    ...(input.customer_creation && { customer_creation: input.customer_creation }),
    ...(input.tax_id_collection && {
      tax_id_collection: { enabled: input.tax_id_collection.enabled, required: 'never' },
    }),
    locale: input.locale ?? null,
    client_reference_id: input.client_reference_id ?? null,
    discounts,
    expires_at,
    metadata: mergeMetadata(null, input.metadata),
    ...(input.payment_method_collection && {
      payment_method_collection: input.payment_method_collection,
    }),
    submit_type: input.submit_type ?? null,
    _: {
      items,
      metadata: mergeMetadata(null, forSub?.metadata ?? forIntent?.metadata),
      description: forSub?.description ?? forIntent?.description ?? null,
      trialEnd: forSub?.trial_end ?? null,
      trialDays: forSub?.trial_period_days ?? null,
      trialSettings: forSub?.trial_settings
        ? { end_behavior: { billing_cycle_anchor: null, ...forSub.trial_settings.end_behavior } }
        : null,
      saveCard: forIntent?.setup_future_usage !== undefined,
      waiting: null,
    },
  })
}

function itemsFrom(world: World, input: Given) {
  const asked = input.line_items ?? []
  if (!asked.length) {
    throw refused('Missing required param: line_items.', {
      code: 'parameter_missing',
      param: 'line_items',
    })
  }
  const items = asked.map(({ price, price_data, quantity: count = 1 }, i) => {
    const { product_data, ...data } = price_data ?? { currency: 'usd', unit_amount: 0 }
    const { description: _, ...named } = product_data ?? { name: '' }
    const sold = price
      ? priceOf(world, price, `line_items[${i}][price]`)
      : newPrice(world, { ...data, ...(product_data && { product_data: named }), active: false })
    return lineItem(sold, count, productName(world, sold))
  })
  const isSubscription = input.mode === 'subscription'
  if (isSubscription && !items.every(({ price }) => price.recurring)) {
    throw refused(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
    )
  }
  if (!isSubscription && items.some(({ price }) => price.recurring)) {
    const message =
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.'
    throw refused(message)
  }
  if (new Set(items.map(({ currency }) => currency)).size > 1) {
    throw refused('All prices on a Checkout Session must have the same currency.')
  }
  return items
}

function assertTaxable(world: World, input: Given, hasPlace: boolean): void {
  if (!world.settings.taxActive) {
    const message =
      'You must have a valid head office address to enable automatic tax calculation in test mode. Visit https://dashboard.stripe.com/test/settings/tax to update it.'
    throw refused(message, { param: 'automatic_tax' })
  }
  if (input.customer && !hasPlace && input.customer_update?.address !== 'auto') {
    const message =
      "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer."
    throw refused(message, { code: 'customer_tax_location_invalid' })
  }
}
