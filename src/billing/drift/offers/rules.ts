import type Stripe from 'stripe'
import type { Offer } from '../../prices/queries.ts'
import { productNameOf } from '../../prices/rules.ts'

const INTERVALS = { monthly: 'month', yearly: 'year', lifetime: null } as const

/** Whether a price at Stripe is what a tier costs now. */
export const isPriceOf = (price: Stripe.Price, offer: Offer): boolean =>
  price.active &&
  price.unit_amount === offer.priceCents &&
  price.currency === offer.currency &&
  (price.recurring?.interval ?? null) === INTERVALS[offer.billingPeriod] &&
  price.metadata.tierId === offer.id

/** Whether what is sold is called at Stripe as the tier is. */
export const isNamedAs = (product: Stripe.Product, offer: Offer): boolean =>
  product.name === productNameOf(offer)
