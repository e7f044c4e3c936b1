import { type Bytes, fromText, joined, toText, utf8 } from '../../bytes/rules.ts'

// without letters that look like others: 32 of them
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 30

/** 150 random bits, in groups that can be written down. */
export const newCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(LENGTH))]
    .map((byte, at) => (at && at % 5 === 0 ? '-' : '') + LETTERS.charAt(byte % 32))
    .join('')

/** A key of a device: its name, and PKCS #8 in base64url. */
export type KeptKey = { id: string; pkcs8: string }

export async function sealedWithCode(code: string, keys: KeptKey[]): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const about = { name: 'AES-GCM', iv }
  const plain = utf8(JSON.stringify(keys))
  const cipher = await crypto.subtle.encrypt(about, await keyOf(code), plain)
  return toText(joined(iv, new Uint8Array(cipher)))
}

/** @throws when it was another code */
export async function openedWithCode(code: string, text: string): Promise<KeptKey[]> {
  const bytes = fromText(text)
  const about = { name: 'AES-GCM', iv: bytes.slice(0, 12) }
  const plain = await crypto.subtle.decrypt(about, await keyOf(code), bytes.slice(12))
  return JSON.parse(new TextDecoder().decode(plain))
}

/** As random as a key already: it needs no slow derivation. */
async function keyOf(code: string): Promise<CryptoKey> {
  const said: Bytes = utf8(code.toUpperCase().replace(/[^A-Z2-9]/g, ''))
  const ikm = await crypto.subtle.importKey('raw', said, 'HKDF', false, ['deriveKey'])
  const about = { name: 'HKDF', hash: 'SHA-256', salt: utf8('recovery'), info: utf8('keys') }
  const aes = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(about, ikm, aes, false, ['encrypt', 'decrypt'])
}
