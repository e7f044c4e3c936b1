import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { spaces } from '../../../spaces/tables.ts'
import { isHostedBy, isRunBy } from '../../access/queries.ts'
import { type At, isAt } from '../../queries.ts'
import { events } from '../../tables.ts'
import { MOST_NAMES } from '../rules.ts'
import { eventRsvps } from '../tables.ts'

const person = {
  username: profiles.username,
  fullName: profiles.fullName,
  avatarUrl: profiles.avatarUrl,
}

const goingTo = (db: Db, at: At, names: SQL) =>
  db
    .select(person)
    .from(eventRsvps)
    .innerJoin(events, sql`${events.id} = ${eventRsvps.eventId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .innerJoin(
      profiles,
      sql`${profiles.id} = ${eventRsvps.userId} and ${profiles.deletedAt} is null`,
    )
    .where(sql`${isAt(at)} and ${eventRsvps.status} = 'going' and ${names}`)
    .orderBy(eventRsvps.updatedAt, eventRsvps.id)
    .limit(MOST_NAMES)

/** Some of those who go, where everyone who sees the event, or every member, may read their names. */
export const openNames = (db: Db, at: At) =>
  goingTo(db, at, sql`${events.guestNames} in ('everyone', 'members')`)

const isGoing = (me: string): SQL => sql`exists (select 1 from ${eventRsvps} own
  where own.event_id = ${events.id} and own.user_id = ${me}::uuid and own.status = 'going')`

/** Some of those who go, as far as this person may read their names. */
export const namesFor = (db: Db, at: At, me: string) =>
  goingTo(
    db,
    at,
    sql`(${events.guestNames} in ('everyone', 'members') or ${isRunBy(me)}
      or (${events.guestNames} = 'going' and ${isGoing(me)}))`,
  )

/** The link of an event: for those who go, and those who run it. One row, or none. */
export const linkFor = (db: Db, at: At, me: string) =>
  db
    .select({ link: sql<string>`${events.linkUrl}` })
    .from(events)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .where(
      sql`${isAt(at)} and ${events.linkUrl} is not null and ${events.cancelledAt} is null
        and (${isGoing(me)} or ${isHostedBy(me)} or ${isRunBy(me)})`,
    )
