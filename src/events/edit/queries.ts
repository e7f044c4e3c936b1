import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { type At, findEvent, isAt } from '../queries.ts'
import { events } from '../tables.ts'

/** The space for events of an address, for those who see it: one row, or none. */
export const findPlace = (db: Db, slug: string, space: string, me: string | null) =>
  db
    .select({
      id: spaces.id,
      slug: spaces.slug,
      name: spaces.name,
      isArchived: spaces.isArchived,
      whoPosts: sql<'members' | 'staff'>`coalesce(${spaces.settings}->>'whoPosts', 'members')`,
    })
    .from(spaces)
    .where(
      sql`${spaces.id} = ${spaceAt(slug, space)} and ${spaces.spaceType} = 'events'
        and ${visibleTo(me)}`,
    )

/** What only those who change an event are asked about. */
const findOwnPart = (db: Db, at: At) =>
  db
    .select({
      linkUrl: events.linkUrl,
      hostId: events.hostId,
      spaceId: events.spaceId,
      postId: events.postId,
    })
    .from(events)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .where(isAt(at))

/** An event and what of it is for those who change it; whoever asks has to be one of them. */
export const findWhole = (db: Db, at: At) => [findEvent(db, at), findOwnPart(db, at)] as const
export type OwnPart = Awaited<ReturnType<typeof findOwnPart>>[number]
