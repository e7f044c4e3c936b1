import type Stripe from 'stripe'
import * as z from 'zod'

/** All that Stripe knows of one customer's purchases, fetched at one go. */
export type Truth = {
  /** with `discounts.source.coupon` and `schedule` expanded */
  subscriptions: Stripe.Subscription[]
  /** with `payments` expanded */
  invoices: Stripe.Invoice[]
  /** with `latest_charge.refunds` expanded */
  intents: Stripe.PaymentIntent[]
  disputes: Stripe.Dispute[]
  /** checkouts that were done without a payment, since a code took all of the price */
  free?: Stripe.Checkout.Session[]
}

/**
 * Whose an object at Stripe is: written into the metadata of what we make there. An account may be
 * used for other things too, and what does not carry all of it is not ours.
 */
export const Owner = z.object({ profileId: z.uuid(), communityId: z.uuid(), tierId: z.uuid() })

/** Stripe's seconds as a moment. */
export const at = (seconds: number | null | undefined): Date | null =>
  typeof seconds === 'number' ? new Date(seconds * 1000) : null

/** The id of what Stripe gives as an id or, expanded, as the thing itself. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'object' ? (value?.id ?? null) : (value ?? null)

/** What the price of a subscription says of itself: an upgrade changes it. */
export const priceMetadata = (sub: Stripe.Subscription | undefined): Stripe.Metadata =>
  sub?.items.data[0]?.price.metadata ?? {}
