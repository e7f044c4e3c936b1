import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'

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
  for (const [index, key] of keysOf(c.env).entries()) {
    const value = await getSignedCookie(c, key, NAME)
    if (!value) continue
    const [id, profileId, issued] = value.split('.')
    const issuedAt = Number(issued)
    const fresh = Date.now() / 1000 - issuedAt < LIFE_SECONDS
    if (id && profileId && fresh) return { id, profileId, issuedAt: index === 0 ? issuedAt : 0 }
  }
  return null
}

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
