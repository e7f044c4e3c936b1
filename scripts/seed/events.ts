import { people as seedPeople } from '../../local/seed/people.ts'
import type { SeedEvent } from '../../local/seed/types.ts'
import { eventRsvps, type RsvpStatus } from '../../src/events/rsvps/tables.ts'
import { eventSeries } from '../../src/events/series/tables.ts'
import { events } from '../../src/events/tables.ts'
import { talkText } from '../../src/events/talk/rules.ts'
import { instantsOf, wallAfter } from '../../src/events/times/rules.ts'
import { posts } from '../../src/posts/tables.ts'
import { wallTime } from '../../src/posts/zones/rules.ts'
import { personOf } from './people.ts'
import { type Place, spaceIdOf } from './rooms.ts'
import { DAY, idOf, type Statement } from './statements.ts'

/** An event with its answers and its discussion; of a series, each of its events. */
export function eventOf(place: Place, event: SeedEvent): Statement[] {
  const { db, everyone, now } = place
  const { timezone, title, description, again } = event
  const first = `${dayOf(event, now)}T${event.at}`
  const times = Array.from({ length: again?.times ?? 1 }, (_, at) =>
    wallAfter(first, at * (again?.days ?? 0) * 24 * 60),
  )
  const { startsAt } = spanAt(event, first)
  const createdAt = new Date(Math.min(startsAt.getTime() - 40 * DAY, now.getTime() - DAY))
  const spaceId = spaceIdOf(place, event.space)
  const hostId = personOf(everyone, event.host).id
  const seriesId = again ? idOf(createdAt) : null
  const postId = idOf(createdAt)
  const made = times.map((startsWall) => ({
    ...{ id: idOf(createdAt), title, description, timezone, createdAt, spaceId, hostId, seriesId },
    ...spanAt(event, startsWall),
    startsWall,
    endsWall: wallAfter(startsWall, event.minutes),
    recurrenceWall: again ? startsWall : null,
    location: event.location,
    capacity: event.capacity,
    coverUrl: event.cover,
    eventType: event.type,
    linkUrl: event.link ?? null,
    coHostIds: (event.coHosts ?? []).map((username) => personOf(everyone, username).id),
    isPublished: true,
    recordingUrl: event.recording,
    cancelledAt: event.cancelled ? new Date(now.getTime() - 2 * DAY) : null,
    postId,
  }))
  const href = `/${slugOf(event)}/s/${event.space}/events/${made[0]?.id}`
  return [
    ...(again && seriesId
      ? [
          db.insert(eventSeries).values({
            ...{ id: seriesId, spaceId, rule: again.rule, startsWall: first, timezone, createdAt },
            minutes: event.minutes,
            revision: idOf(createdAt),
          }),
        ]
      : []),
    db.insert(posts).values({
      ...{ id: postId, spaceId, authorId: hostId, title, createdAt, publishedAt: createdAt },
      content: talkText(description, href),
      updatedAt: createdAt,
    }),
    db.insert(events).values(made),
    ...answersOf(place, event, made.slice(0, 3), createdAt),
  ]
}

function dayOf({ inDays, weekday, timezone }: SeedEvent, now: Date): string {
  const earliest = wallTime(new Date(now.getTime() + inDays * DAY), timezone)
  const is = new Date(`${earliest}Z`).getUTCDay()
  const later = ((weekday ?? is) - is + 7) % 7
  return wallAfter(earliest, later * 24 * 60).slice(0, 10)
}

const slugOf = ({ space }: SeedEvent) => (space === 'gatherings' ? 'loam' : 'crumb')

const spanAt = ({ timezone, minutes }: SeedEvent, startsWall: string) =>
  instantsOf({ startsWall, endsWall: wallAfter(startsWall, minutes), timezone })

function answersOf(
  { db, everyone }: Place,
  { rsvps }: SeedEvent,
  made: { id: string }[],
  createdAt: Date,
): Statement[] {
  const { going, interested, notGoing, waiting = [] } = rsvps
  const known = new Set(seedPeople.map(({ username }) => username))
  const rows = (status: RsvpStatus, names: string[]) =>
    made.flatMap(({ id: eventId }) =>
      names
        .filter((username) => known.has(username))
        .map((username, at) => ({
          ...{ id: idOf(createdAt), eventId, userId: personOf(everyone, username).id, status },
          place: status === 'waitlist' ? at + 1 : null,
          ...{ createdAt, updatedAt: createdAt },
        })),
    )
  const all = [
    ...rows('going', going),
    ...rows('maybe', interested),
    ...rows('not_going', notGoing),
    ...rows('waitlist', waiting),
  ]
  return all.length ? [db.insert(eventRsvps).values(all)] : []
}
