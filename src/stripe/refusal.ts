import Stripe from 'stripe'

/** Whether Stripe refused for this reason, such as `resource_missing`. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === code
