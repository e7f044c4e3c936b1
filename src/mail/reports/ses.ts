import { createVerify } from 'node:crypto'
import * as z from 'zod'
import type { Report } from '../letter.ts'

const Message = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().optional(),
  Message: z.string(),
  Timestamp: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
})
type Message = z.output<typeof Message>

const Recipients = z.array(z.object({ emailAddress: z.string() })).default([])
const Event = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({ messageId: z.string() }),
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: Recipients }).optional(),
  complaint: z.object({ complainedRecipients: Recipients }).optional(),
})

/**
 * What SES reports through SNS, if Amazon's key signed it and it comes by our own topic; null if not.
 * The first message of a topic asks whether we want it, and is answered.
 * @param topics their ARNs, with commas between them
 */
export async function reportsOfSes(body: string, topics: string): Promise<Report[] | null> {
  const { data: message } = Message.safeParse(JSON.parse(body))
  if (!message || !topics.split(',').some((topic) => topic.trim() === message.TopicArn)) return null
  if (!isAmazons(message.SigningCertURL) || !(await isSigned(message))) return null
  const { SubscribeURL: wanted } = message
  if (message.Type === 'SubscriptionConfirmation' && wanted && isAmazons(wanted)) {
    const answer = await fetch(wanted)
    if (!answer.ok) throw new Error(`SNS answered ${answer.status}`)
    return []
  }
  return message.Type === 'Notification' ? read(JSON.parse(message.Message)) : []
}

function read(said: unknown): Report[] {
  const { data: event } = Event.safeParse(said)
  if (!event) return []
  const providerId = event.mail.messageId
  const of = (kind: Report['kind'], all: { emailAddress: string }[]) =>
    all.map(({ emailAddress: address }) => ({ kind, address, providerId }))
  if (event.bounce?.bounceType === 'Permanent') return of('bounce', event.bounce.bouncedRecipients)
  return event.complaint ? of('complaint', event.complaint.complainedRecipients) : []
}

const isAmazons = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' && /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(hostname)
}

async function isSigned(message: Message): Promise<boolean> {
  const answer = await fetch(message.SigningCertURL)
  if (!answer.ok) throw new Error(`the certificate of SNS: ${answer.status}`)
  const verify = createVerify(message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1')
  verify.update(signedWords(message))
  return verify.verify(await answer.text(), message.Signature, 'base64')
}

/** The words that SNS signs, each name and value on a line. */
export function signedWords(message: Message): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : ([
          'Message',
          'MessageId',
          'SubscribeURL',
          'Timestamp',
          'Token',
          'TopicArn',
          'Type',
        ] as const)
  return names
    .flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`]))
    .join('')
}
