import * as z from 'zod'
import type { Report } from '../letter.ts'

const Event = z.object({
  type: z.string(),
  payload: z.object({
    messageId: z.string(),
    recipient: z.string(),
    bounce: z.object({ type: z.string() }).optional(),
  }),
})

/** What Cloudflare's Email Service reports on the queue that its domain is subscribed to. */
export function reportsOfCloudflare(said: unknown): Report[] {
  const { data: event } = Event.safeParse(said)
  if (!event) return []
  const { type, payload } = event
  const about = { address: payload.recipient, providerId: payload.messageId }
  if (type.endsWith('.message.complained')) return [{ kind: 'complaint', ...about }]
  const isGone = type.endsWith('.message.bounced') && payload.bounce?.type === 'hard'
  return isGone ? [{ kind: 'bounce', ...about }] : []
}
