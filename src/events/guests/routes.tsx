import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { NOBODY } from '../../db/columns.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { type Gate, placeFrom } from '../edit/context/routes.tsx'
import { mayRun } from '../edit/rules.ts'
import { cardFrom } from '../lists/rules.ts'
import { findEvent } from '../queries.ts'
import { csvOf } from './csv/rules.ts'
import { allGuests, countGuests, guestsOf, setCheckedIn } from './queries.ts'
import { CheckIn, GuestQuery, PAGE } from './rules.ts'
import { GuestsPage } from './views.tsx'

/** Who comes, for those who hold an event: at the door, and as a file. */
export const guestRoutes = new Hono<Gate>()
  .get('/:community/s/:space/events/:event/guests', async (c) => {
    const { slug, space } = placeFrom(c)
    const id = idParam(c, 'event')
    const query = GuestQuery.parse({ q: '', status: 'going', after: null, ...c.req.query() })
    const { viewer, rows } = await c.var.visit((db, me) => [
      findEvent(db, { slug, space, id, asker: me }),
      guestsOf(db, { slug, space, id, asker: me ?? NOBODY }, query),
      countGuests(db, id),
    ])
    const [[row], guests, [counts]] = rows
    if (!row) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!mayRun(viewer, row)) throw new HTTPException(403, { message: OTHERS })
    const shown = guests.slice(0, PAGE)
    const shared = {
      event: cardFrom(row),
      ...{ query, guests: shown, now: c.var.now },
      counts: counts ?? { going: 0, maybe: 0, waitlist: 0, not_going: 0, here: 0 },
      next: guests.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    }
    return show(c, GuestsPage, shared, null)
  })
  .get('/:community/s/:space/events/:event/guests.csv', async (c) => {
    const { slug, space } = placeFrom(c)
    const id = idParam(c, 'event')
    const { viewer, rows } = await c.var.visit((db, me) => [
      findEvent(db, { slug, space, id, asker: me }),
      allGuests(db, { slug, space, id, asker: me ?? NOBODY }),
    ])
    const [[row], guests] = rows
    if (!row) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!mayRun(viewer, row)) throw new HTTPException(403, { message: OTHERS })
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="guests.csv"')
    return c.body(csvOf(guests))
  })
  .put('/:community/s/:space/events/:event/guests/:username/check-in', (c) => checked(c, true))
  .delete('/:community/s/:space/events/:event/guests/:username/check-in', (c) => checked(c, false))

const OTHERS = 'Only those who hold this event see its guest list.'

async function checked(c: Context<Gate>, isHere: boolean): Promise<Response> {
  const { q } = await insist(c, CheckIn)
  const { slug, space } = placeFrom(c)
  const id = idParam(c, 'event')
  const username = c.req.param('username') ?? ''
  const { viewer, rows } = await c.var.visit((db, me) => [
    findEvent(db, { slug, space, id, asker: me }),
  ])
  const [[row]] = rows
  if (!row) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayRun(viewer, row)) throw new HTTPException(403, { message: OTHERS })
  const [set] = await setCheckedIn(c.var.db, { id, username, me: viewer.profile.id }, isHere)
  if (!set) throw new HTTPException(404, { message: 'They are not among those who are going.' })
  const list = `${cardFrom(row).href}/guests${q ? `?q=${encodeURIComponent(q)}` : ''}`
  return done(c, { username, isHere }, list)
}
