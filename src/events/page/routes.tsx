import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { doorFor } from '../../communities/door/rules.ts'
import type { Db } from '../../db/connect.ts'
import { edgePage, type Rows, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { idFrom } from '../../files/resources/rules.ts'
import { factsOf } from '../../files/rules.ts'
import { zoneOf } from '../../notifications/zone/routes.tsx'
import { type Errors, uploaded } from '../../ui/input.ts'
import { refuse } from '../../ui/respond.tsx'
import { mayRun } from '../edit/rules.ts'
import { datesOf } from '../lists/queries.ts'
import { pathOf } from '../lists/rules.ts'
import { findEvent } from '../queries.ts'
import { recordingOf } from '../recording/queries.ts'
import { myAnswers } from '../rsvps/answer/queries.ts'
import { linkFor, namesFor, openNames } from '../rsvps/names/queries.ts'
import { mayAnswer } from '../rsvps/rules.ts'
import { tagsOf } from '../rules.ts'
import { eventFrom, sharedNames } from './rules.ts'
import { EventPage, type Shared } from './views.tsx'

export const eventPage = edgePage({
  name: 'event',
  ask: ({ community = '', space = '', event }) => {
    const id = idFrom(event?.toLowerCase())
    if (!id) throw new HTTPException(404)
    return { community, space, event: id }
  },
  path: ({ community, space, event }) => `/${community}/s/${space}/events/${event}`,
  space: ({ space }) => space,
  load: (db, { community: slug, space, event: id }, asker) => {
    const at = { slug, space, id, asker }
    return [findEvent(db, at), openNames(db, at), recordingOf(db, id), datesOf(db, id)]
  },
  build: ([[row], names, [file], dates], { ask, standing, now }) => {
    if (!row) throw new HTTPException(404)
    const people = sharedNames(row, names, standing)
    const shared: Shared = {
      at: { slug: ask.community, space: row.space.slug },
      event: eventFrom(row),
      names: people,
      recording: file ? factsOf(file) : null,
      dates: dates.map(({ id, cancelledAt, ...date }) => ({
        ...{ ...date, isCancelled: cancelledAt !== null },
        href: pathOf({ ...row, id }),
      })),
      now,
    }
    const tags = [
      tag.space(ask.community, row.space.slug),
      ...tagsOf([row]),
      ...[...row.coHosts, ...people].map(({ username }) => tag.profile(username)),
    ]
    return { tags: row.talk ? [...tags, tag.post(row.talk.id)] : tags, shared }
  },
  page: EventPage,
})

type Gate = { Bindings: Env }

export const pageRoutes = new Hono<Gate>().get('/:community/s/:space/events/:event', (c) =>
  c.var.present(eventPage, {
    own: ownOf,
    mine: ({ viewer, map, shared, rows }) => ({
      ...mineOf(c, viewer, shared, rows),
      joining: map?.joining ?? 'invitation',
      uploaded: uploaded(c, ['recording']).typed?.recording?.toString() ?? null,
    }),
  }),
)

type Own = Rows<ReturnType<typeof ownOf>>

const mineOf = (
  c: Context<Gate>,
  viewer: Viewer,
  shared: Shared,
  [answers, links, names]: Readonly<Own>,
) => ({
  profile: viewer.profile,
  door: doorFor(viewer),
  mayAnswer: mayAnswer(viewer, shared.event, c.var.now),
  mayRun: mayRun(viewer, shared.event),
  answer: answers[0] ? { status: answers[0].status, ahead: answers[0].ahead } : null,
  link: links[0]?.link ?? null,
  names,
  zone: zoneOf(c),
  origin: new URL(c.req.url).origin,
})

/** The page again, for whoever holds the event, with what was refused of its recording. */
export async function refuseRecording(c: Context<Gate>, errors: Errors, url: string) {
  const ask = eventPage.ask(c.req.param())
  const { viewer, community, rows } = await c.var.visit((db, me) => eventPage.load(db, ask, me))
  const { db, now } = c.var
  const built = eventPage.build(rows, { ask, map: community, standing: 'none', now })
  if (!viewer.profile || !('shared' in built)) throw new HTTPException(401)
  const { shared } = built
  if (!mayRun(viewer, shared.event)) throw new HTTPException(403)
  const own = await db.batch(ownOf(db, viewer.profile.id, shared, viewer))
  return refuse(c, errors, EventPage, shared, {
    ...mineOf(c, viewer, shared, own),
    ...{ joining: community.joining, uploaded: url, errors },
  })
}

/** What the viewer has answered, and what only they may be told. */
const ownOf = (db: Db, me: string, { at, event: { id } }: Shared, _viewer: Viewer) => {
  const place = { ...at, id, asker: me }
  return [myAnswers(db, [id], me), linkFor(db, place, me), namesFor(db, place, me)] as const
}
