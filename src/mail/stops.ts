import { keysOf } from '../session/cookie.ts'
import { type Stream, streams } from './letter.ts'

const encoder = new TextEncoder()

async function sign(key: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  // a key of its own, so that no other signature of ours is one of these
  const raw = encoder.encode(`mail ${key}`)
  const imported = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
  return btoa(String.fromCharCode(...bytes.slice(0, 24)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/**
 * By what an address is known where it must not be kept: a keyed hash. The first key of SESSION_KEYS
 * decides, so rotating it forgets the addresses that bounced; a provider's own list remembers.
 */
export async function addressSubject(env: Env, address: string): Promise<string> {
  return `address:${await sign(keysOf(env)[0], address.trim().toLowerCase())}`
}

/** The address at which one stream is stopped, by its subject, without signing anybody in. */
export async function stopToken(env: Env, subject: string, stream: Stream): Promise<string> {
  const said = `${stream}.${subject.replace(':', '.')}`
  return `${said}.${await sign(keysOf(env)[0], said)}`
}

/** What such an address says, if one of our keys has signed it. */
export async function readStop(
  env: Env,
  token: string,
): Promise<{ subject: string; stream: Stream } | null> {
  const [named = '', kind = '', id = '', signature = ''] = token.split('.')
  const stream = streams.find((name) => name === named)
  if (!stream || !['profile', 'address'].includes(kind)) return null
  for (const key of keysOf(env))
    if (same(await sign(key, `${stream}.${kind}.${id}`), signature))
      return { subject: `${kind}:${id}`, stream }
  return null
}

/** Compares in the same time, however much of it is right. */
function same(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let differs = 0
  for (let at = 0; at < a.length; at++) differs |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return differs === 0
}
