import { type Bytes, fromText, joined, toHex, utf8 } from '../bytes/rules.ts'
import { signWith } from '../certificates/rules.ts'

/** What a message is: kept ones are history, the others pass by. */
export const KEPT = ['msg', 'edit', 'del', 'react'] as const
export const PASSING = ['typing', 'here', 'mute', 'rekey', 'want'] as const
export type Kind = (typeof KEPT)[number] | (typeof PASSING)[number]

export const isKept = (kind: Kind): boolean => KEPT.some((kept) => kept === kind)

/** A file that lies encrypted in the store: only who has the message has its key. */
export type Attached = {
  url: string
  name: string
  type: string
  size: number
  /** AES-256-GCM, base64url: key and nonce */
  key: string
  iv: string
  width?: number
  height?: number
}

/** What its author says and signs. */
export type Body = {
  id: string
  t: Kind
  /** the space or conversation */
  s: string
  /** the epoch of the key that seals it; 0 in conversations */
  e: number
  /** milliseconds since 1970 */
  at: number
  /** when it was first sent, where this is not the first time: it stays in its place */
  o?: number
  /** the author's certificate */
  c: string
  /** counts what this device has said here, from 1: a number that is missing was lost */
  q?: number
  /** words, the emoji of a reaction, or the numbers that are missing of the device `m` */
  x?: string
  /** the message that it replies to */
  r?: string
  /** the message that it edits, deletes or reacts to; whom it mutes */
  m?: string
  /** a reaction that is given (true) or taken back */
  on?: boolean
  f?: Attached[]
}

/** Where a message stands in the order of time. */
export const timeOf = ({ at, o }: Pick<Body, 'at' | 'o'>): number => o ?? at

/** Bytes that a message may have before it is sealed; nodes refuse more than 150 KiB. */
export const MOST_BYTES = 100_000
/** Characters of one message. */
export const MOST_WORDS = 8000

const STEP = 256
const VERSION = 1

/** A new id. It ends with its author, so that nobody else can take it. */
export const newMessageId = (author: string): string =>
  toHex(crypto.getRandomValues(new Uint8Array(8))) + bare(author)

export const isIdOf = (id: string, author: string): boolean =>
  /^[0-9a-f]{48}$/.test(id) && id.endsWith(bare(author))

const bare = (uuid: string) => uuid.replaceAll('-', '')

/** A signed message: what its author wrote, bound to the topic it was written for. */
export type Signed = { body: Bytes; signature: Bytes }

export async function signed(key: CryptoKey, topic: string, said: Body): Promise<Signed> {
  const body = utf8(JSON.stringify(said))
  return { body, signature: joined(await signWith(key, bound(topic, body))) }
}

/** What a signature is over. */
export const bound = (topic: string, body: Uint8Array): Bytes =>
  joined(utf8(topic), new Uint8Array(1), body)

/** Signature, length, words, and zeros, so that a size tells little. */
export function padded({ body, signature }: Signed): Bytes {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length)
  const used = signature.length + 4 + body.length
  return joined(signature, length, body, new Uint8Array(Math.ceil(used / STEP) * STEP - used))
}

/** The other way round. @throws for what is too short */
export function unpadded(plain: Bytes): Signed {
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(64)
  if (68 + length > plain.length) throw new RangeError('cut off')
  return { signature: plain.slice(0, 64), body: plain.slice(68, 68 + length) }
}

/** AES-256-GCM over a topic's name and a message: version, nonce, ciphertext. */
export async function sealed(key: CryptoKey, topic: string, plain: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const about = { name: 'AES-GCM', iv, additionalData: utf8(topic) }
  const cipher = await crypto.subtle.encrypt(about, key, plain)
  return joined(Uint8Array.of(VERSION), iv, new Uint8Array(cipher))
}

/** @throws for what another key, or another topic, has sealed */
export async function opened(key: CryptoKey, topic: string, wire: Bytes): Promise<Bytes> {
  if (wire[0] !== VERSION) throw new RangeError('another version')
  const about = { name: 'AES-GCM', iv: wire.slice(1, 13), additionalData: utf8(topic) }
  return new Uint8Array(await crypto.subtle.decrypt(about, key, wire.slice(13)))
}

export const importSpaceKey = (text: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromText(text), 'AES-GCM', false, ['encrypt', 'decrypt'])
