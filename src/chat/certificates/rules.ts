import { fromText, toText, utf8 } from '../bytes/rules.ts'

/** Seconds for which the Worker's word on an author holds. */
export const CERTIFICATE_SECONDS = 600

/** What the Worker vouches for: this key is this person's, who may write here in this role. */
export type Certificate = {
  /** the author's profile, name, username and face */
  a: string
  n: string
  u: string
  v: string | null
  /** role in the community of a space; `member` in a conversation */
  r: 'member' | 'moderator' | 'admin' | 'owner'
  /** the space or conversation that it is for */
  s: string
  /** the device, and its public key: raw P-256 */
  d: string
  k: string
  /** seconds since 1970 */
  iat: number
  exp: number
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const
export const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Signs what the Worker says of an author: its words and the signature, in base64url. */
export async function signCertificate(key: CryptoKey, said: Certificate): Promise<string> {
  const words = utf8(JSON.stringify(said))
  const signature = await crypto.subtle.sign(ECDSA, key, words)
  return `${toText(words)}.${toText(new Uint8Array(signature))}`
}

/** What a certificate says, if the Worker's key has signed it; whether it still holds is not asked. */
export async function readCertificate(key: CryptoKey, text: string): Promise<Certificate | null> {
  const [words, signature] = text.split('.')
  if (!words || !signature) return null
  try {
    const bytes = fromText(words)
    if (!(await crypto.subtle.verify(ECDSA, key, fromText(signature), bytes))) return null
    // the Worker wrote it
    return JSON.parse(new TextDecoder().decode(bytes)) as Certificate
  } catch {
    return null
  }
}

export const importVerifier = (raw: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromText(raw), P256, true, ['verify'])

export const signWith = async (
  key: CryptoKey,
  bytes: BufferSource,
): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await crypto.subtle.sign(ECDSA, key, bytes))

export const isSigned = (key: CryptoKey, signature: BufferSource, bytes: BufferSource) =>
  crypto.subtle.verify(ECDSA, key, signature, bytes)
