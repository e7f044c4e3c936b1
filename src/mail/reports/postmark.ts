import * as z from 'zod'
import type { Report } from '../letter.ts'

const Event = z.object({
  RecordType: z.string(),
  Type: z.string().optional(),
  Email: z.string(),
  MessageID: z.string(),
})

/**
 * What Postmark reports. It signs nothing: what it knows is the name and password in the address
 * that it was given, `https://name:password@…/webhooks/mail`.
 * @param secrets `name:password`, one or more with commas between them
 */
export async function reportsOfPostmark(
  body: string,
  headers: Headers,
  secrets: string,
): Promise<Report[] | null> {
  const given = headers.get('authorization') ?? ''
  const known = secrets.split(',').flatMap((each) => each.trim() || [])
  const matches = await Promise.all(known.map((each) => same(given, `Basic ${btoa(each)}`)))
  if (!matches.includes(true)) return null
  const { data: event } = Event.safeParse(JSON.parse(body))
  if (!event) return []
  const { Email: address, MessageID: providerId } = event
  if (event.RecordType === 'SpamComplaint') return [{ kind: 'complaint', address, providerId }]
  const isGone = event.RecordType === 'Bounce' && GONE.includes(event.Type ?? '')
  return isGone ? [{ kind: 'bounce', address, providerId }] : []
}

/** Bounces after which the same address will not answer better. */
const GONE = ['HardBounce', 'BadEmailAddress', 'ManuallyDeactivated', 'Blocked']

/** Compares hashes, so that the time it takes tells nothing of the secret. */
async function same(a: string, b: string): Promise<boolean> {
  const encoder = new TextEncoder()
  const [left, right] = await Promise.all(
    [a, b].map((text) => crypto.subtle.digest('SHA-256', encoder.encode(text))),
  )
  return left && right ? crypto.subtle.timingSafeEqual(left, right) : false
}
