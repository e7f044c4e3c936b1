import Stripe from 'stripe'

/**
 * An event, if one of the secrets signed these very bytes lately; null if none did.
 * @param secrets one or more, comma-separated, for rotation
 */
export async function signedEvent(
  body: string,
  signature: string,
  secrets: string,
): Promise<Stripe.Event | null> {
  for (const secret of secrets.split(',').map((each) => each.trim()))
    try {
      if (secret) return await Stripe.webhooks.constructEventAsync(body, signature, secret)
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error
    }
  return null
}
