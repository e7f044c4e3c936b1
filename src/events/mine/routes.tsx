import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { zoneOf } from '../../notifications/zone/routes.tsx'
import { insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { feedsOf } from '../feeds/queries.ts'
import { feedPath } from '../feeds/rules.ts'
import { eventsOf } from '../lists/queries.ts'
import { listingFrom, viewFrom } from '../lists/rules.ts'
import { choiceOf, setChoice } from '../reminders/queries.ts'
import { Reminders, USUAL } from '../reminders/rules.ts'
import { myAnswersIn } from '../rsvps/answer/queries.ts'
import { CalendarsPage } from './calendars/views.tsx'
import { MyEventsPage } from './views.tsx'

/** One's own calendar: of all communities together. */
export const mineRoutes = new Hono<{ Bindings: Env }>()
  .get('/events', async (c) => {
    if (!c.var.session) throw new HTTPException(401)
    const view = viewFrom(c.req.query())
    const { viewer, rows } = await c.var.load((db, me) => [
      eventsOf(db, me, view),
      myAnswersIn(db, me),
    ])
    if (!viewer.profile) throw new HTTPException(401)
    const [found, answers] = rows
    const { now } = c.var
    const listing = listingFrom(found, view, '/events', now)
    const shown = new Set(listing.cards.map(({ id }) => id))
    const mine = answers.filter(({ eventId }) => shown.has(eventId))
    return show(
      c,
      MyEventsPage,
      { listing, now, zone: zoneOf(c) },
      { answers: Object.fromEntries(mine.map((one) => [one.eventId, one.status])) },
    )
  })
  .get('/events/calendars', async (c) => {
    if (!c.var.session) throw new HTTPException(401)
    const { viewer, rows } = await c.var.load((db, me) => [feedsOf(db, me), choiceOf(db, me)])
    if (!viewer.profile) throw new HTTPException(401)
    const [feeds, [chosen]] = rows
    const { origin } = new URL(c.req.url)
    const listed = feeds.map(({ token, ...feed }) => ({
      ...feed,
      url: `${origin}${feedPath(token)}`,
    }))
    return show(
      c,
      CalendarsPage,
      {},
      { feeds: listed, minutes: chosen?.minutes ?? USUAL, zone: zoneOf(c) },
    )
  })
  .put('/events/reminders', async (c) => {
    const { minutes } = await insist(c, Reminders)
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const chosen = [...new Set(minutes)].sort((a, b) => b - a)
    await setChoice(c.var.db, viewer.profile.id, chosen)
    return done(c, { minutes: chosen }, '/events/calendars', { notice: 'Saved.' })
  })
