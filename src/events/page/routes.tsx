import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { doorFor } from '../../communities/door/rules.ts'
import type { Db } from '../../db/connect.ts'
import { edgePage, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { idFrom } from '../../files/resources/rules.ts'
import { factsOf } from '../../files/rules.ts'
import { zoneOf } from '../../notifications/zone/routes.tsx'
import { uploaded } from '../../ui/input.ts'
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

export const pageRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/s/:space/events/:event',
  (c) =>
    c.var.present(eventPage, {
      own: ownOf,
      mine: ({ viewer, map, shared, rows: [answers, links, names] }) => ({
        profile: viewer.profile,
        door: doorFor(viewer),
        joining: map?.joining ?? 'invitation',
        mayAnswer: mayAnswer(viewer, shared.event, c.var.now),
        mayRun: mayRun(viewer, shared.event),
        answer: answers[0] ? { status: answers[0].status, ahead: answers[0].ahead } : null,
        link: links[0]?.link ?? null,
        names,
        zone: zoneOf(c),
        uploaded: uploaded(c, ['recording']).typed?.recording?.toString() ?? null,
        origin: new URL(c.req.url).origin,
      }),
    }),
)

/** What the viewer has answered, and what only they may be told. */
const ownOf = (db: Db, me: string, { at, event: { id } }: Shared, _viewer: Viewer) => {
  const place = { ...at, id, asker: me }
  return [myAnswers(db, [id], me), linkFor(db, place, me), namesFor(db, place, me)] as const
}
