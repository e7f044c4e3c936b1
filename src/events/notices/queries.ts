import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { deleteUnread, insertNotifications, leadElsewhere } from '../../notifications/queries.ts'
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

/**
 * Where word of an event leads that is no more: to itself. A page that people come to anyway, such
 * as the space, would count as having read of it.
 */
export const NOWHERE = '/inbox'

/**
 * Nobody is led to an event that this batch has deleted: what is unread of it goes, except where it
 * was cancelled, which stays true.
 */
export const withdrawEvents = (db: Db, which: SQL) => {
  const topic = sql`concat(${topicOf('')}::text, ${events.id})`
  return [
    deleteUnread(
      db,
      sql`select ${eventRsvps.userId}, ${topic}
        from ${eventRsvps} join ${events} on ${events.id} = ${eventRsvps.eventId}
        where ${which} and ${deletedNow} and ${events.cancelledAt} is null`,
    ),
    // word of a whole series stands under the one that was edited
    leadElsewhere(
      db,
      sql`select distinct ${eventRsvps.userId}, ${topic}
        from ${events} join ${events} kin on kin.id = ${events.id} or kin.series_id = ${events.seriesId}
        join ${eventRsvps} on ${eventRsvps.eventId} = kin.id
        where ${which} and ${deletedNow}`,
      NOWHERE,
    ),
  ] as const
}

// of one transaction, now() is one moment

export const changedNow: SQL = sql`${events.updatedAt} = now()`

const deletedNow: SQL = sql`${events.deletedAt} = now()`

/** What this batch has deleted that people still counted on. */
export const lostNow: SQL = sql`(${deletedNow} and ${events.cancelledAt} is null
  and ${events.startsAt} > now())`

export const cancelledNow: SQL = sql`${events.cancelledAt} = now()`

/** What this batch has moved, or has given another place: not what has one of its own. */
export const movedNow = (edited: string, words: string[]): SQL => sql`(${events.movedAt} = now()
  or (${changedNow} and ${words.length > 0} and (${events.id} = ${edited}::uuid
    or not ${events.ownFields} && ${`{${words.join(',')}}`}::text[])))`
