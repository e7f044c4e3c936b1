import { events as seedEvents } from '../../local/seed/events.ts'
import type { SeedEvent } from '../../local/seed/types.ts'
import type { Db } from '../../src/db/connect.ts'
import { eventRsvps, events } from '../../src/events/tables.ts'
import { instantOf, wallTime } from '../../src/posts/zones/rules.ts'
import type { Made } from './community.ts'
import { coursesOf } from './courses.ts'
import { type People, personOf } from './people.ts'
import { shelfOf } from './shelf.ts'
import { DAY, idOf, type Statement } from './statements.ts'

type Place = { db: Db; everyone: People; made: Made; now: Date }

/** What lies in spaces that are no discussions: events, courses, and what stands on a shelf. */
export const roomsOf = (place: Place): Statement[] => [
  ...seedEvents.flatMap((event) => eventOf(place, event)),
  ...coursesOf(place),
  ...shelfOf(place),
]

const spaceIdOf = ({ made }: Place, slug: string): string => made.spaces.get(slug)?.id ?? ''

function eventOf(place: Place, event: SeedEvent): Statement[] {
  const { db, everyone, now } = place
  const { timezone, title, description, location, capacity } = event
  const day = wallTime(new Date(now.getTime() + event.inDays * DAY), timezone).slice(0, 10)
  const startsAt = instantOf(`${day}T${event.at}`, timezone) ?? now
  const createdAt = new Date(Math.min(startsAt.getTime() - 40 * DAY, now.getTime() - DAY))
  const eventId = idOf(createdAt)
  const rsvps = (status: 'going' | 'maybe' | 'not_going', names: string[]) =>
    names.map((username) => {
      const userId = personOf(everyone, username).id
      return { id: idOf(createdAt), eventId, userId, status, createdAt }
    })
  const { going, interested, notGoing } = event.rsvps
  return [
    db.insert(events).values({
      ...{ id: eventId, title, description, location, timezone, capacity, startsAt, createdAt },
      spaceId: spaceIdOf(place, event.space),
      hostId: personOf(everyone, event.host).id,
      coverUrl: event.cover,
      eventType: event.type,
      endsAt: new Date(startsAt.getTime() + event.minutes * 60_000),
      isPublished: true,
      recordingUrl: event.recording,
    }),
    db
      .insert(eventRsvps)
      .values([
        ...rsvps('going', going),
        ...rsvps('maybe', interested),
        ...rsvps('not_going', notGoing),
      ]),
  ]
}
