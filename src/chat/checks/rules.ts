import type { Bytes } from '../bytes/rules.ts'
import {
  type Certificate,
  importVerifier,
  isSigned,
  readCertificate,
} from '../certificates/rules.ts'
import { type Body, bound, isIdOf, MOST_WORDS, type Signed } from '../envelope/rules.ts'

/** Why a message is not shown. */
export type Refusal =
  | 'garbage'
  | 'certificate'
  | 'author'
  | 'place'
  | 'time'
  | 'expired'
  | 'epoch'
  | 'left'
  | 'muted'
  | 'blocked'
  | 'replay'
  | 'size'
  | 'flood'

/** Milliseconds between which what someone wrote does not count. */
export type Span = { from: number; until: number }

/** What the Worker said of people, and devices, whose words no longer count, in milliseconds. */
export type Shut = {
  /** who has lost access, and when */
  left: Record<string, number>
  muted: Record<string, Span>
  /** from whom the reader wants to hear nothing more */
  blocked: Record<string, number>
}

/** Where and when a message was found, and what is known of who may write there. */
export type Scene = Shut & {
  channel: string
  topic: string
  epoch: number
  /** milliseconds; when the key was replaced */
  endedAt: number | null
  /** what the network says of when it was sent, milliseconds */
  sentAt: number
  now: number
}

export type Said = { body: Body; author: Certificate; signed: Signed }

const MINUTE = 60_000
/** milliseconds in which messages under an old key may still be on their way */
const GRACE = 5 * MINUTE
/** milliseconds by which the clocks of Worker and database may differ */
const SKEW = 5000

/** Whether a message that was opened is what it says it is: its author's, from here, from now. */
export async function judged(
  certified: Trust,
  message: Signed,
  scene: Scene,
): Promise<Said | Refusal> {
  const body = bodyFrom(message.body)
  if (!body) return 'garbage'
  const author = await certified(body.c)
  if (!author) return 'certificate'
  const verifier = await keyOf(author.k)
  const words = bound(scene.topic, message.body)
  if (!verifier || !(await isSigned(verifier, message.signature, words))) return 'author'
  if (author.s !== scene.channel || body.s !== scene.channel) return 'place'
  if (body.e !== scene.epoch || !isIdOf(body.id, author.a)) return 'place'
  if (Math.abs(scene.sentAt - body.at) > MINUTE || body.at > scene.now + MINUTE) return 'time'
  if (body.o !== undefined && !isBefore(body.o, body.at)) return 'time'
  if (body.at < author.iat * 1000 - MINUTE || body.at > author.exp * 1000 + MINUTE) return 'expired'
  if (scene.endedAt && body.at > scene.endedAt + GRACE) return 'epoch'
  if ((body.x?.length ?? 0) > MOST_WORDS) return 'size'
  return unheard({ body, author }, scene) ?? { body, author, signed: message }
}

/**
 * Why somebody's words do not count, though they are theirs: the Worker's word on them may come
 * later than they do. Who was given a certificate since is back.
 */
export function unheard(
  { body: { at }, author: { a, d, iat } }: Pick<Said, 'body' | 'author'>,
  { left, muted, blocked }: Shut,
): 'left' | 'muted' | 'blocked' | null {
  const isAfter = (since?: number) => since !== undefined && at > since
  if (isAfter(blocked[a])) return 'blocked'
  const isShut = (since?: number) => isAfter(since) && iat * 1000 < (since ?? 0) + SKEW
  if (isShut(left[a]) || isShut(left[d])) return 'left'
  return isShut(muted[a]?.from) && at < (muted[a]?.until ?? 0) ? 'muted' : null
}

/** A message that is sent again stays in its place, up to a day. */
const isBefore = (first: number, again: number) =>
  Number.isFinite(first) && first <= again && again - first < 24 * 60 * MINUTE

/** Whose word counts, with a memory: a certificate comes with every message of its ten minutes. */
export type Trust = (certificate: string) => Promise<Certificate | null>

export function trusting(serverKey: CryptoKey): Trust {
  const known = new Map<string, Promise<Certificate | null>>()
  return (text) => {
    const found = known.get(text) ?? readCertificate(serverKey, text)
    if (known.size > 500) known.clear()
    known.set(text, found)
    return found
  }
}

const keys = new Map<string, Promise<CryptoKey | null>>()

function keyOf(raw: string): Promise<CryptoKey | null> {
  const found = keys.get(raw) ?? importVerifier(raw).catch(() => null)
  if (keys.size > 500) keys.clear()
  keys.set(raw, found)
  return found
}

/** What is in the words, if they have the shape of a message. */
export function bodyFrom(bytes: Bytes): Body | null {
  try {
    const body: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes),
    )
    if (typeof body !== 'object' || body === null) return null
    const { id, t, s, e, at, c, x = '', r = '', m = '', q = 1 } = body as Record<string, unknown>
    const isTexts = [id, t, s, c, x, r, m].every((part) => typeof part === 'string')
    const isNumbers = [e, at].every(Number.isFinite) && Number.isSafeInteger(q) && Number(q) > 0
    // the rest is read with care where it is used
    return isTexts && isNumbers ? (body as Body) : null
  } catch {
    return null
  }
}
