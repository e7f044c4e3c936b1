import { env } from 'cloudflare:test'
import type { Person } from './people.ts'

type Told = { title: string; body: string; link: string; tag: string; badge: number }

const encoder = new TextEncoder()
const bytes = (text: string) => Buffer.from(text, 'base64url')
const curve = { name: 'ECDH', namedCurve: 'P-256' }

/** The keys that a browser makes when it begins to listen. */
export async function browserKeys() {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  if (!('publicKey' in pair)) throw new Error('no pair')
  const open = Buffer.from((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const auth = crypto.getRandomValues(new Uint8Array(16))
  const keys = { p256dh: open.toString('base64url'), auth: Buffer.from(auth).toString('base64url') }
  return { pair, open, auth, keys }
}

/** A browser that someone has turned push on in: it alone can read what it is told. */
export async function browser(who: Person) {
  const name = crypto.randomUUID()
  const { pair, open, auth, keys } = await browserKeys()
  const endpoint = `https://push.example.test/${name}`
  const answer = await who.post('/settings/notifications/browsers', { endpoint, keys })
  if (answer.status !== 201) throw new Error(`subscribing: ${answer.status} ${await answer.text()}`)
  const { id } = await answer.json<{ id: string }>()
  const at = `${env.PUSH_SERVICE_URL}/${name}`
  const taken = async () =>
    (await fetch(at)).json<{ headers: Record<string, string>; body: string }[]>()
  return {
    id,
    endpoint,
    /** all that it was told, in order */
    told: async (): Promise<Told[]> =>
      Promise.all(
        (await taken()).map(({ body }) => unseal(bytes(body), pair.privateKey, open, auth)),
      ),
    headers: async () => (await taken()).map(({ headers }) => headers),
    /** what its service answers next */
    answers: (codes: number[]) =>
      fetch(`${at}/answers`, { method: 'PUT', body: JSON.stringify(codes) }),
  }
}

/** Opens a message as RFC 8291 and RFC 8188 say, and as a browser does. */
async function unseal(
  message: Uint8Array,
  mine: CryptoKey,
  open: Uint8Array,
  auth: Uint8Array<ArrayBuffer>,
): Promise<Told> {
  const salt = message.slice(0, 16)
  const length = message[20] ?? 0
  const theirs = message.slice(21, 21 + length)
  const sealed = message.slice(21 + length)
  const their = await crypto.subtle.importKey('raw', theirs, curve, false, [])
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: their } as SubtleCryptoDeriveKeyAlgorithm,
    mine,
    256,
  )
  const info = Buffer.concat([encoder.encode('WebPush: info\0'), open, theirs])
  const ikm = await hkdf(shared, auth, info, 32)
  const key = await hkdf(ikm, salt, encoder.encode('Content-Encoding: aes128gcm\0'), 16)
  const nonce = await hkdf(ikm, salt, encoder.encode('Content-Encoding: nonce\0'), 12)
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, aes, sealed)
  // the last record ends with a 2 and padding
  const text = new TextDecoder().decode(plain)
  return JSON.parse(text.slice(0, text.lastIndexOf('\u0002')))
}

async function hkdf(from: ArrayBuffer, salt: Uint8Array, info: Uint8Array, length: number) {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8)
}
