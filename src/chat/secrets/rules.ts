import { type Bytes, fromText, joined, toHex, toText, utf8 } from '../bytes/rules.ts'
import { P256 } from '../certificates/rules.ts'

/** What everything of a channel is derived from: nothing of it is stored. */
type Derived = { key: string; topic: string }

async function derive(secret: string, info: string, bytes: number): Promise<Bytes> {
  const ikm = await crypto.subtle.importKey('raw', utf8(secret), 'HKDF', false, ['deriveBits'])
  const about = { name: 'HKDF', hash: 'SHA-256', salt: utf8('opencircle chat'), info: utf8(info) }
  return new Uint8Array(await crypto.subtle.deriveBits(about, ikm, bytes * 8))
}

const topicFrom = async (secret: string, info: string) =>
  `/opencircle/1/${toHex(await derive(secret, `topic ${info}`, 16))}/proto`

/** The key of a space in one epoch, and the topic that only those who have it can know. */
export async function spaceSecrets(secret: string, space: string, epoch: number): Promise<Derived> {
  const info = `${space} ${epoch}`
  const key = await derive(secret, `key ${info}`, 32)
  return { key: toText(key), topic: await topicFrom(secret, info) }
}

/** The topic of a conversation; its messages are sealed to devices. */
export const conversationTopic = (secret: string, id: string): Promise<string> =>
  topicFrom(secret, id)

type Signer = { key: CryptoKey; publicKey: string }
const signers = new Map<string, Promise<Signer>>()

/** The key that signs certificates, and its public half: raw P-256, base64url. */
export function signerOf(secret: string): Promise<Signer> {
  const known = signers.get(secret) ?? makeSigner(secret)
  signers.set(secret, known)
  return known
}

// a P-256 private key in PKCS #8 up to its 32 bytes; the public half follows from them
const PKCS8 = fromText('MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCA')

async function makeSigner(secret: string): Promise<Signer> {
  const pkcs8 = joined(PKCS8, await derive(secret, 'certificates', 32))
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, P256, true, ['sign'])
  // its type does not tell which format was asked for
  const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', key)) as JsonWebKey
  return { key, publicKey: toText(joined(Uint8Array.of(4), fromText(x), fromText(y))) }
}
