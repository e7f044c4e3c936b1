import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { placeFrom } from '../edit/context/routes.tsx'
import { entryFrom } from '../ics/entries/rules.ts'
import { entriesOfOwner, entriesOfSpace, entryOf } from '../ics/read/queries.ts'
import { calendarOf, ICS_TYPE } from '../ics/rules.ts'
import { entriesFrom } from '../ics/series/rules.ts'
import { findEvent } from '../queries.ts'
import { deleteFeed, feedsOf, findFeed, insertFeed } from './queries.ts'
import { feedPath, isToken, NewFeed, newToken } from './rules.ts'

/** Events for other calendars: by secret addresses, and one by one. */
export const feedRoutes = new Hono<{ Bindings: Env }>()
  .get('/calendar/:token{[\\w-]+\\.ics}', async (c) => {
    const token = c.req.param('token').replace(/\.ics$/, '')
    if (!isToken(token)) throw new HTTPException(404)
    const { db } = c.var
    const [[feed], own, ofSpace] = await db.batch([
      findFeed(db, token),
      entriesOfOwner(db, token),
      entriesOfSpace(db, token),
    ])
    if (!feed) throw new HTTPException(404)
    const { origin } = new URL(c.req.url)
    const entries = feed.spaceId
      ? entriesFrom(ofSpace, origin)
      : own.map((row) => entryFrom(row, origin))
    return ics(c, calendarOf(feed.name, entries), 'opencircle')
  })
  .get('/:community/s/:space/events/:event/calendar.ics', async (c) => {
    const { slug, space } = placeFrom(c)
    const id = idParam(c, 'event')
    const { rows } = await c.var.visit((db, me) => [
      findEvent(db, { slug, space, id, asker: me }),
      entryOf(db, id, me),
    ])
    const [[event], [row]] = rows
    if (!event || !row) throw new HTTPException(404)
    const entry = entryFrom(row, new URL(c.req.url).origin)
    return ics(c, calendarOf(event.title, [entry]), 'event')
  })
  .post('/events/feeds', async (c) => {
    const { community, space } = await insist(c, NewFeed)
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const of = community && space ? { slug: community, space } : null
    const me = viewer.profile.id
    const { db } = c.var
    const [, feeds] = await db.batch([
      insertFeed(db, { me, token: newToken(), space: of }),
      feedsOf(db, me),
    ])
    const made = feeds.find((feed) =>
      of ? feed.space?.slug === of.space && feed.community?.slug === of.slug : !feed.space,
    )
    if (!made) throw new HTTPException(404)
    const path = '/events/calendars'
    return done(c, { id: made.id, path: feedPath(made.token) }, path, { status: 201 })
  })
  .delete('/events/feeds/:feed', async (c) => {
    const id = idParam(c, 'feed')
    const { session } = c.var
    if (!session) throw new HTTPException(401)
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const [gone] = await deleteFeed(c.var.db, id, viewer.profile.id)
    if (!gone) throw new HTTPException(404)
    return done(c, { id }, '/events/calendars', { notice: 'That address leads nowhere now.' })
  })

/** A calendar, with a mark by which whoever fetches it again is told that nothing has changed. */
async function ics(c: Context, text: string, name: string): Promise<Response> {
  const bytes = new TextEncoder().encode(text)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const etag = `"${btoa(String.fromCharCode(...hash.subarray(0, 15)))}"`
  c.header('Cache-Control', 'private, no-cache')
  c.header('ETag', etag)
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('Content-Type', ICS_TYPE)
  c.header('Content-Disposition', `inline; filename="${name}.ics"`)
  // a secret address must not be told to who is linked from it, nor be found
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  return c.body(text)
}
