import Stripe from 'stripe'

/** Whether Stripe refused for this reason, such as `resource_missing`. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === code

/** By which parameter Stripe was asked for something that it does not know; null for other errors. */
export const missingParam = (error: unknown): string | null =>
  error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'
    ? (error.param ?? '')
    : null
