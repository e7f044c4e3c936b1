/** Seconds that a signed address works. */
export const SIGNED_SECONDS = 300

/** A purpose of its own, so that nothing else that the same secret signs is an address. */
const PURPOSE = 'opencircle: signed address of a file'

const bytes = (text: string) => new TextEncoder().encode(text)
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

async function keyFrom(secret: string): Promise<CryptoKey> {
  const first = await crypto.subtle.importKey('raw', bytes(secret), HMAC, false, ['sign'])
  const derived = await crypto.subtle.sign('HMAC', first, bytes(PURPOSE))
  return crypto.subtle.importKey('raw', derived, HMAC, false, ['sign', 'verify'])
}

const wordsOf = (id: string, until: number) => bytes(`${id}.${until}`)

/** The query of an address that opens a file to whoever has it, until a moment in seconds. */
export async function sign(secret: string, id: string, until: number): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyFrom(secret), wordsOf(id, until))
  const text = btoa(String.fromCharCode(...new Uint8Array(signature)))
  const key = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  return `until=${until}&key=${key}`
}

/** Whether one of the secrets has signed this, and its time is not over. */
export async function isSigned(
  secrets: string[],
  { id, until, key }: { id: string; until: number; key: string },
  now: Date,
): Promise<boolean> {
  if (!(until * 1000 > now.getTime()) || !/^[\w-]{43}$/.test(key)) return false
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'))
  const signature = Uint8Array.from(text, (char) => char.charCodeAt(0))
  for (const secret of secrets)
    if (await crypto.subtle.verify('HMAC', await keyFrom(secret), signature, wordsOf(id, until)))
      return true
  return false
}
