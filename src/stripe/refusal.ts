import Stripe from 'stripe'

/** Whether Stripe refused for this reason, such as `resource_missing`. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === code

/** By which parameter Stripe was asked for something that it does not know; null for other errors. */
export const missingParam = (error: unknown): string | null =>
  error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'
    ? (error.param ?? '')
    : null

/** Whether Stripe refused the key altogether, or its right to ask for this. */
export const isRefused = (error: unknown, what: 'key' | 'right'): boolean =>
  what === 'key'
    ? error instanceof Stripe.errors.StripeAuthenticationError
    : error instanceof Stripe.errors.StripePermissionError

/** Whether Stripe did not answer, or only that it cannot now: the same may go well in a while. */
export const isAway = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeAPIError ||
  error instanceof Stripe.errors.StripeRateLimitError
