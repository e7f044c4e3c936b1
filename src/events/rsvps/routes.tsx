import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { newId } from '../../db/columns.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { placeFrom } from '../edit/context/routes.tsx'
import { cardFrom } from '../lists/rules.ts'
import { findEvent } from '../queries.ts'
import { eventPath, touchedByAnswer } from '../rules.ts'
import { answer, myAnswers } from './answer/queries.ts'
import { Answer, answerWords, countAnswers, isOpen, seriesWords } from './rules.ts'
import { holdEvents, isEvent, isFrom, promote, tellPromoted } from './seats/queries.ts'

/** Saying whether one comes. */
export const rsvpRoutes = new Hono<{ Bindings: Env }>().put(
  '/:community/s/:space/events/:event/rsvp',
  async (c) => {
    const { status, following } = await insist(c, Answer)
    const { slug, space } = placeFrom(c)
    const id = idParam(c, 'event')
    const { viewer, rows } = await c.var.visit((db, me) => [
      findEvent(db, { slug, space, id, asker: me }),
    ])
    const [[row]] = rows
    if (!row) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!isMember(viewer))
      throw new HTTPException(403, { message: 'Join this community first, then say you come.' })
    const card = cardFrom(row)
    if (!isOpen(card, c.var.now))
      throw new HTTPException(409, { message: 'Answers to this event are closed.' })
    const me = viewer.profile.id
    const { db } = c.var
    const href = eventPath({ slug, space: row.space.slug }, id)
    const which = following ? isFrom(id) : isEvent(id)
    const [, written, , , [mine]] = await db.batch([
      holdEvents(db, which),
      answer(db, { which, me, status }),
      promote(db, which),
      tellPromoted(db, which, newId()),
      myAnswers(db, [id], me),
    ])
    if (!written.rows.length || !mine) throw new HTTPException(409)
    c.var.touch(...written.rows.flatMap(touchedByAnswer))
    const { eventId: _event, ...own } = mine
    if (!following) return done(c, own, href, { notice: answerWords(own) })
    const all = countAnswers(written.rows)
    return done(c, { ...own, all }, href, { notice: seriesWords(status, all) })
  },
)
