import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { pageBefore } from '../../profiles/sessions/rules.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { ZONE, ZoneChoice, zoneFrom } from './rules.ts'

/** The zone in which this browser reads times; null while nobody has said. */
export const zoneOf = (c: Context): string | null => zoneFrom(getCookie(c, ZONE))

const YEAR_SECONDS = 365 * 24 * 3600

export const zoneRoutes = new Hono<{ Bindings: Env }>().post('/zone', async (c) => {
  const { zone } = await insist(c, ZoneChoice)
  setCookie(c, ZONE, zone, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS })
  return done(c, { zone }, pageBefore(c.req.header('referer'), new URL(c.req.url).origin))
})
