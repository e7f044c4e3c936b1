import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { deleteUnread, insertNotifications } from '../../notifications/queries.ts'
import { eventRsvps } from '../rsvps/tables.ts'
import { topicOf } from '../rules.ts'
import { events } from '../tables.ts'

type Told = {
  /** the event of which they are told */
  id: string
  /** a condition on `events` */
  which: SQL
  spaceId: string
  actorId: string
  title: string
  body: string
  href: string
  /** of this write alone: what it does to many events is one notice */
  write: string
}

/** Tells those who come, think of it, or wait, of what this batch has changed; after it. */
export const tellGuests = (db: Db, told: Told, changed: SQL) =>
  insertNotifications(db, {
    ...{ type: 'event_reminder', actorId: told.actorId, spaceId: told.spaceId },
    ...{ title: told.title, body: told.body, link: told.href, cause: `event-write:${told.write}` },
    topic: topicOf(told.id),
    to: sql`select distinct ${eventRsvps.userId} from ${eventRsvps}
      join ${events} on ${events.id} = ${eventRsvps.eventId}
      where ${told.which} and ${eventRsvps.status} <> 'not_going'
        and ${events.isPublished} and ${events.startsAt} > now() - interval '1 hour' and ${changed}`,
  })

/** Nobody is led to an event that this batch has deleted. */
export const withdrawEvents = (db: Db, which: SQL) =>
  deleteUnread(
    db,
    sql`select ${eventRsvps.userId}, concat(${topicOf('')}::text, ${events.id})
      from ${eventRsvps} join ${events} on ${events.id} = ${eventRsvps.eventId}
      where ${which} and ${events.deletedAt} = now()`,
  )

// of one transaction, now() is one moment

export const changedNow: SQL = sql`${events.updatedAt} = now()`

export const cancelledNow: SQL = sql`${events.cancelledAt} = now()`

/** What this batch has moved, or has given another place: not what has one of its own. */
export const movedNow = (edited: string, words: string[]): SQL => sql`(${events.movedAt} = now()
  or (${changedNow} and ${words.length > 0} and (${events.id} = ${edited}::uuid
    or not ${events.ownFields} && ${`{${words.join(',')}}`}::text[])))`
