import Stripe from 'stripe'
import { shown } from './shown.ts'
import type { Event } from './types.ts'

// it signs and asks nobody: no key is needed for that
const { webhooks } = new Stripe('sk_test_only_signs')

export type Delivery = { id: string; type: string; body: string; headers: Record<string, string> }

/** An event as Stripe sends it: indented JSON and the signature of those very bytes. */
export async function signEvent(
  event: Event,
  secret: string,
  at = Math.floor(Date.now() / 1000),
): Promise<Delivery> {
  const body = JSON.stringify(shown(event), null, 2)
  const signature = await webhooks.generateTestHeaderStringAsync({
    payload: body,
    secret,
    timestamp: at,
  })
  return {
    id: event.id,
    type: event.type,
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signature,
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    },
  }
}
