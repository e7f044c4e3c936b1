import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { rightsOf } from '../../profiles/rules.ts'
import { pageBefore } from '../../profiles/sessions/rules.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { chooseZone, isZoneKnown } from '../preferences/queries.ts'
import { ZONE, ZoneChoice, zoneFrom } from './rules.ts'

/**
 * The zone in which the viewer reads times: the one that they chose, else this browser's; null while
 * nobody has said. After the viewer is known.
 */
export const zoneOf = (c: Context): string | null =>
  c.var.shell.passport?.zone ?? zoneFrom(getCookie(c, ZONE))

const YEAR_SECONDS = 365 * 24 * 3600

export const zoneRoutes = new Hono<{ Bindings: Env }>().post('/zone', async (c) => {
  const { zone } = await insist(c, ZoneChoice)
  const { viewer } = await c.var.load(() => [])
  const { db, now } = c.var
  // what the database cannot reckon with holds in this browser alone
  if (viewer.profile && (await isZoneKnown(db, zone))) {
    await db.batch(chooseZone(db, viewer.profile.id, zone, now))
    c.var.touch(...rightsOf(viewer.profile.id))
  }
  setCookie(c, ZONE, zone, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS })
  return done(c, { zone }, pageBefore(c.req.header('referer'), new URL(c.req.url).origin))
})
