import { Webhook } from 'standardwebhooks'
import * as z from 'zod'
import type { Report } from '../letter.ts'

const Event = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string(),
    to: z.array(z.string()),
    bounce: z.object({ type: z.string() }).optional(),
  }),
})

/**
 * What Resend reports, if one of our secrets signed it lately; null if none did.
 * @param secrets one or more, comma-separated, for rotation
 */
export function reportsOfResend(body: string, headers: Headers, secrets: string): Report[] | null {
  const signed = {
    'webhook-id': headers.get('svix-id') ?? '',
    'webhook-timestamp': headers.get('svix-timestamp') ?? '',
    'webhook-signature': headers.get('svix-signature') ?? '',
  }
  for (const secret of secrets.split(',').map((each) => each.trim()))
    try {
      if (secret) return read(new Webhook(secret).verify(body, signed))
    } catch {}
  return null
}

function read(said: unknown): Report[] {
  const { data: event } = Event.safeParse(said)
  if (!event) return []
  const { type, data } = event
  const isBounce = type === 'email.bounced' && data.bounce?.type !== 'Transient'
  if (!isBounce && type !== 'email.complained') return []
  const kind = isBounce ? 'bounce' : 'complaint'
  return data.to.map((address) => ({ kind, address, providerId: data.email_id }))
}
