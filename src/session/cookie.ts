import type { Context } from 'hono'
import { deleteCookie, getCookie, setSignedCookie } from 'hono/cookie'

export type Session = { id: string; profileId: string; issuedAt: number }

const NAME = 'oc_session'
const LIFE_SECONDS = 30 * 24 * 3600
/** A cookie older than this is issued anew, so that 30 days slide with use. */
export const RENEW_SECONDS = 24 * 3600

/** Never empty: an empty key would be everybody's. */
export function keysOf(env: Env): [string, ...string[]] {
  const [first, ...others] = env.SESSION_KEYS.split(',').flatMap((key) => key.trim() || [])
  if (!first) throw new Error('SESSION_KEYS is empty: docs/operating.md says how to make one')
  return [first, ...others]
}

/**
 * Reads our session cookie. Any key of SESSION_KEYS verifies, so that keys can be rotated; one that
 * another than the first has signed counts as issued long ago, and so is issued anew.
 * The database still has to say whether the session has been ended.
 */
export async function readSession(c: Context<{ Bindings: Env }>): Promise<Session | null> {
  const keys = keysOf(c.env)
  const signed = getCookie(c, NAME)
  if (!signed) return null
  for (const [index, key] of keys.entries()) {
    const value = await verified(signed, key)
    if (!value) continue
    const [id, profileId, issued] = value.split('.')
    const issuedAt = Number(issued)
    const fresh = Date.now() / 1000 - issuedAt < LIFE_SECONDS
    if (id && profileId && fresh) return { id, profileId, issuedAt: index === 0 ? issuedAt : 0 }
  }
  return null
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }
// making a key of a secret takes longer than all else that a request does with it
const keys = new Map<string, Promise<CryptoKey>>()

const keyOf = (secret: string): Promise<CryptoKey> => {
  const known = keys.get(secret)
  if (known) return known
  const key = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), HMAC, false, [
    'verify',
  ])
  keys.set(secret, key)
  return key
}

/** What a cookie says that Hono has signed: the value, a dot, and its HMAC in Base64. */
async function verified(signed: string, secret: string): Promise<string | null> {
  const at = signed.lastIndexOf('.')
  const [value, signature] = [signed.slice(0, at), signed.slice(at + 1)]
  if (at < 1 || !SIGNATURE.test(signature)) return null
  const bytes = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0))
  const isTrue = await crypto.subtle.verify(
    HMAC,
    await keyOf(secret),
    bytes,
    new TextEncoder().encode(value),
  )
  return isTrue ? value : null
}

/** 32 bytes in Base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/

/** Sets the cookie for 30 days from now. */
export async function writeSession(
  c: Context<{ Bindings: Env }>,
  session: Pick<Session, 'id' | 'profileId'>,
): Promise<void> {
  const issuedAt = Math.floor(Date.now() / 1000)
  const [key] = keysOf(c.env)
  await setSignedCookie(c, NAME, `${session.id}.${session.profileId}.${issuedAt}`, key, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.env.ENVIRONMENT === 'production' || new URL(c.req.url).protocol === 'https:',
    maxAge: LIFE_SECONDS,
  })
}

export const dropSession = (c: Context): void => {
  deleteCookie(c, NAME, { path: '/' })
}
