import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { withdrawPost } from '../../posts/notices/queries.ts'
import { touchedByAppearing, touchedInPost } from '../../posts/rules.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { type Gate, running } from '../edit/context/routes.tsx'
import { changedNow, lostNow, NOWHERE, tellGuests, withdrawEvents } from '../notices/queries.ts'
import { holdEvents, promote } from '../rsvps/seats/queries.ts'
import { eventPath, touchedInEvent, whenWords } from '../rules.ts'
import { endTalk, startTalk } from '../talk/queries.ts'
import { talkFor } from '../talk/rules.ts'
import { deleteEvents, inScope, publishEvents, setCancelled } from './queries.ts'
import { cancellation, Scoped } from './rules.ts'

/** What becomes of an event: it is published, cancelled, taken up again, deleted. */
export const lifeRoutes = new Hono<Gate>()
  .put('/:community/s/:space/events/:event/publication', async (c) => {
    const { at, row, steps, profile } = await running(c)
    if (row.isPublished) return done(c, { id: row.id }, eventPath(at, row.id))
    const href = eventPath(at, row.id)
    const place = { id: row.spaceId, name: row.space.name }
    const host = { id: row.hostId, fullName: row.host.fullName }
    const talk = talkFor({ ...row, href }, at, place, host)
    const ids = steps.length ? steps.map(({ id }) => id) : [row.id]
    const { db } = c.var
    const [published] = await db.batch([
      publishEvents(db, row.id, profile.id),
      ...startTalk(db, talk, ids),
    ])
    if (!published.length) throw new HTTPException(409)
    c.var.touch(
      ...touchedInEvent(at),
      ...touchedByAppearing({ ...at, id: talk.id, author: row.host.username }),
    )
    return done(c, { id: row.id, href }, href, { notice: 'It stands in the calendar.' })
  })
  .put('/:community/s/:space/events/:event/cancellation', async (c) => {
    const { scope } = await insist(c, Scoped)
    const { at, row, profile } = await running(c)
    const href = eventPath(at, row.id)
    const { db } = c.var
    const told = {
      id: row.id,
      which: inScope(row.id, scope),
      spaceId: row.spaceId,
      actorId: profile.id,
      href,
      write: newId(),
    }
    const [cancelled] = await db.batch([
      setCancelled(db, { id: row.id, scope, me: profile.id }, true),
      tellGuests(db, { ...told, ...cancellation(row, scope) }, changedNow),
    ])
    if (!cancelled.length) throw new HTTPException(409)
    c.var.touch(...touchedInEvent(at))
    return done(c, { id: row.id }, href, { notice: 'Cancelled. Those who come have been told.' })
  })
  .delete('/:community/s/:space/events/:event/cancellation', async (c) => {
    const { scope } = await insist(c, Scoped)
    const { at, row, profile } = await running(c)
    const href = eventPath(at, row.id)
    const { db } = c.var
    const which = inScope(row.id, scope)
    const { id, spaceId } = row
    const told = { id, which, spaceId, actorId: profile.id, href, write: newId() }
    const body = `It is not cancelled after all: ${whenWords(row)}.`
    const [, again] = await db.batch([
      holdEvents(db, which),
      setCancelled(db, { id: row.id, scope, me: profile.id }, false),
      promote(db, which),
      tellGuests(db, { ...told, title: `${row.title} takes place`, body }, changedNow),
    ])
    if (!again.length) throw new HTTPException(409)
    c.var.touch(...touchedInEvent(at))
    return done(c, { id: row.id }, href, { notice: 'It takes place after all.' })
  })
  .delete('/:community/s/:space/events/:event', async (c) => {
    const { scope } = await insist(c, Scoped)
    const { at, row, profile } = await running(c)
    const { db } = c.var
    const which = inScope(row.id, scope)
    const told = {
      ...{ id: row.id, which, spaceId: row.spaceId, actorId: profile.id, write: newId() },
      ...{ ...cancellation(row, scope), href: NOWHERE },
    }
    const [gone] = await db.batch([
      deleteEvents(db, { id: row.id, scope, me: profile.id }),
      ...withdrawEvents(db, which),
      tellGuests(db, told, lostNow),
      ...(row.postId ? [endTalk(db, row.postId), withdrawPost(db, row.postId)] : []),
    ])
    if (!gone.length) throw new HTTPException(409)
    c.var.revoke(...touchedInEvent(at), ...(row.postId ? touchedInPost(row.postId) : []))
    const isAwaited = row.isPublished && !row.cancelledAt && row.startsAt > c.var.now
    const notice = `${row.title} is gone.${isAwaited ? ' Those who come have been told.' : ''}`
    return done(c, { id: row.id }, `/${at.slug}/s/${at.space}`, { notice })
  })
