import type { Row } from './row.ts'

/** What is paid for: plans, Checkout, and Stripe's word. */
export const billingRows: Record<string, Row> = {
  'POST /webhooks/stripe': {
    what: "Takes Stripe's word, if it is signed.",
    allow: [],
    path: () => '/webhooks/stripe',
  },
}
