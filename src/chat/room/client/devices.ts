import { type Bytes, fromText, joined, utf8 } from '../../bytes/rules.ts'
import type { Reader } from '../../keys/rules.ts'

/** What is sealed to other devices, and to none of these. */
export class ForOthers extends Error {}

const VERSION = 2
const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const
const NAME = 16
const WRAPPED = 48
const NONCE = 12

/**
 * Seals a message to some devices: with a key of its own, and that key for each of them under what
 * a one-time key and the device's key have in common. Version, one-time key, number of devices,
 * their names and wrapped keys, nonce, ciphertext.
 */
export async function sealedTo(readers: Reader[], topic: string, plain: Bytes): Promise<Bytes> {
  const once = await crypto.subtle.generateKey(ECDH, true, ['deriveBits'])
  const half = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const wrapped = await Promise.all(
    readers.map(async ({ id, key }) => {
      const theirs = await crypto.subtle.importKey('raw', fromText(key), ECDH, false, [])
      const wrap = await wrapping(once.privateKey, theirs, half, id, 'encrypt')
      // the key is for this one use, so its nonce may be nothing
      const about = { name: 'AES-GCM', iv: new Uint8Array(NONCE) }
      return joined(nameOf(id), new Uint8Array(await crypto.subtle.encrypt(about, wrap, secret)))
    }),
  )
  const head = joined(Uint8Array.of(VERSION), half, Uint8Array.of(readers.length), ...wrapped)
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt'])
  const about = { name: 'AES-GCM', iv, additionalData: joined(utf8(topic), head) }
  return joined(head, iv, new Uint8Array(await crypto.subtle.encrypt(about, key, plain)))
}

/** Opens it with the keys of this device, or those of old ones. @throws ForOthers when it is for none of them */
export async function openedWith(
  mine: { id: string; opening: CryptoKey }[],
  topic: string,
  wire: Bytes,
): Promise<Bytes> {
  const count = wire[66] ?? 0
  const end = 67 + count * (NAME + WRAPPED)
  if (wire[0] !== VERSION || wire.length < end + NONCE) throw new RangeError('another version')
  const [half, head] = [wire.slice(1, 66), wire.slice(0, end)]
  const theirs = await crypto.subtle.importKey('raw', half, ECDH, false, [])
  for (const { id, opening } of mine) {
    const place = placeOf(head, id, count)
    if (place === null) continue
    const wrap = await wrapping(opening, theirs, half, id, 'decrypt')
    const about = { name: 'AES-GCM', iv: new Uint8Array(NONCE) }
    const wrapped = head.slice(place + NAME, place + NAME + WRAPPED)
    const secret = await crypto.subtle.decrypt(about, wrap, wrapped)
    const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt'])
    const iv = wire.slice(end, end + NONCE)
    const all = { name: 'AES-GCM', iv, additionalData: joined(utf8(topic), head) }
    return new Uint8Array(await crypto.subtle.decrypt(all, key, wire.slice(end + NONCE)))
  }
  throw new ForOthers()
}

const nameOf = (id: string): Bytes =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

function placeOf(head: Bytes, id: string, count: number): number | null {
  const name = nameOf(id)
  for (let n = 0; n < count; n++) {
    const at = 67 + n * (NAME + WRAPPED)
    if (name.every((byte, i) => head[at + i] === byte)) return at
  }
  return null
}

async function wrapping(
  mine: CryptoKey,
  theirs: CryptoKey,
  half: Bytes,
  id: string,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256)
  const ikm = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const about = { name: 'HKDF', hash: 'SHA-256', salt: half, info: utf8(`direct ${id}`) }
  return crypto.subtle.deriveKey(about, ikm, { name: 'AES-GCM', length: 256 }, false, [usage])
}
