import { events as seedEvents } from '../../local/seed/events.ts'
import type { Db } from '../../src/db/connect.ts'
import type { Made } from './community.ts'
import { coursesOf } from './courses.ts'
import { eventOf } from './events.ts'
import type { People } from './people.ts'
import { shelfOf } from './shelf.ts'
import type { Statement } from './statements.ts'

export type Place = { db: Db; everyone: People; made: Made; now: Date }

/** What lies in spaces that are no discussions: events, courses, and what stands on a shelf. */
export const roomsOf = (place: Place): Statement[] => [
  ...eventsOf(place),
  ...coursesOf(place),
  ...shelfOf(place),
]

export const spaceIdOf = ({ made }: Place, slug: string): string => made.spaces.get(slug)?.id ?? ''

/** The events of a community, with who answered what. */
export const eventsOf = (place: Place): Statement[] =>
  seedEvents
    .filter(({ space }) => place.made.spaces.has(space))
    .flatMap((event) => eventOf(place, event))
