import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'

export type Session = { id: string; profileId: string; issuedAt: number }

const NAME = 'oc_session'
const LIFE_SECONDS = 30 * 24 * 3600
/** A cookie older than this is issued anew, so that 30 days slide with use. */
export const RENEW_SECONDS = 24 * 3600

const keysOf = (env: Env) => env.SESSION_KEYS.split(',').map((key) => key.trim())

/**
 * Reads our session cookie. Any key of SESSION_KEYS verifies, so that keys can be rotated.
 * The database still has to say whether the session has been ended.
 */
export async function readSession(c: Context<{ Bindings: Env }>): Promise<Session | null> {
  for (const key of keysOf(c.env)) {
    const value = await getSignedCookie(c, key, NAME)
    if (!value) continue
    const [id, profileId, issued] = value.split('.')
    const issuedAt = Number(issued)
    const fresh = Date.now() / 1000 - issuedAt < LIFE_SECONDS
    if (id && profileId && fresh) return { id, profileId, issuedAt }
  }
  return null
}

/** Sets the cookie for 30 days from now. */
export async function writeSession(
  c: Context<{ Bindings: Env }>,
  session: Pick<Session, 'id' | 'profileId'>,
): Promise<void> {
  const issuedAt = Math.floor(Date.now() / 1000)
  const [key = ''] = keysOf(c.env)
  await setSignedCookie(c, NAME, `${session.id}.${session.profileId}.${issuedAt}`, key, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: new URL(c.req.url).protocol === 'https:',
    maxAge: LIFE_SECONDS,
  })
}

export const dropSession = (c: Context): void => {
  deleteCookie(c, NAME, { path: '/' })
}
