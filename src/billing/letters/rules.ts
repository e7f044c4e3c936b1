import * as z from 'zod'
import type { Letter } from './queries.ts'

/** A message that failed as often as it is tried; what the platform brings by itself says less. */
export const Dead = z.object({
  kind: z.string().max(100),
  id: z.string().max(500),
  error: z.string().max(200).default(''),
  tries: z.number().int().default(0),
  failedAt: z.iso.datetime().optional(),
})
export type Dead = z.output<typeof Dead>

/** What kind of error it was, in a word or two; never its message, which may hold what people wrote. */
export function classOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const name = wordOf(error, 'type') ?? error.name
  const code = wordOf(error, 'code') ?? wordOf(error.cause, 'code')
  return code ? `${name} ${code}` : name
}

/** A field that holds a bare word, such as Stripe's type of an error or Postgres' code of one. */
function wordOf(error: unknown, field: string): string | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, field) : null
  return typeof value === 'string' && /^\w{1,80}$/.test(value) ? value : null
}

const WORDS: Record<string, string> = {
  'stripe.customer': 'What somebody bought',
  'stripe.charge': 'A disputed payment',
  'stripe.tier': 'A price at Stripe',
  'stripe.cancel': 'A membership that has to end',
  'stripe.forget': 'Somebody whom Stripe has to forget',
  'stripe.move': 'A new price for somebody',
  'billing.check': 'A comparison with Stripe',
  unreadable: 'A message that nobody can read',
}

/** What a letter is about, in words. */
export function wordsOf({ kind, about }: Pick<Letter, 'kind' | 'about'>): string {
  const words = WORDS[kind] ?? kind
  return about ? `${words}: ${about}` : words
}

/** Minutes after which one that was sent again, and was not heard of, may be sent once more. */
export const PATIENCE_MINUTES = 15

/** Whether the button that sends it again is of use. */
export const canSend = ({ kind, state, sentAt }: Sendable, now: Date): boolean =>
  kind !== 'unreadable' &&
  (state === 'waiting' ||
    (state === 'sent' &&
      sentAt !== null &&
      now.getTime() - sentAt.getTime() > PATIENCE_MINUTES * 60_000))
type Sendable = Pick<Letter, 'kind' | 'state' | 'sentAt'>

export const isOver = ({ state }: Pick<Letter, 'state'>): boolean =>
  state === 'settled' || state === 'dismissed'
