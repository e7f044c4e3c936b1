import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { insertNotifications } from '../../../notifications/queries.ts'
import { events } from '../../tables.ts'
import { eventRsvps } from '../tables.ts'

/**
 * Goes first in the batch of every write that gives or takes seats of events: such writes happen one
 * after another, and each next statement sees what the last one left.
 * @param which a condition on `events`
 */
export const holdEvents = (db: Db, which: SQL) =>
  db.execute(sql`select ${events.id} from ${events} where ${which}
    order by ${events.id} for no key update`)

export const isEvent = (id: string): SQL => sql`${events.id} = ${id}::uuid`

/** Seats of the event in scope that are taken. */
export const taken = (eventId: SQLWrapper): SQL<number> => sql<number>`(
  select count(*)::int from ${eventRsvps} seated
  where seated.event_id = ${eventId} and seated.status = 'going')`

/**
 * Gives free seats to those who wait for them, in the order in which they came. After `holdEvents`,
 * in the batch of whatever may have freed some. Each seat that is given carries the batch's moment.
 */
export const promote = (db: Db, which: SQL) =>
  db.execute(sql`
    update ${eventRsvps} set status = 'going', place = null, promoted_at = now(), updated_at = now()
    from (
      select waiting.id from ${events} cross join lateral (
        select ${eventRsvps.id} from ${eventRsvps}
        where ${eventRsvps.eventId} = ${events.id} and ${eventRsvps.status} = 'waitlist'
        order by ${eventRsvps.place}, ${eventRsvps.id}
        limit case when ${events.capacity} is not null
          then greatest(0, ${events.capacity} - ${taken(events.id)}) end
      ) waiting
      where ${which} and ${events.cancelledAt} is null and ${events.deletedAt} is null
        and ${events.startsAt} > now()
    ) next where ${eventRsvps.id} = next.id`)

type Told = { id: string; spaceId: string; title: string; href: string }

/** Tells those to whom this batch's `promote` gave a seat. @param write an id of this write alone */
export const tellPromoted = (db: Db, { id, spaceId, title, href }: Told, write: string) =>
  insertNotifications(db, {
    ...{ type: 'event_reminder', actorId: null, spaceId, link: href, cause: `seat:${write}` },
    title: `You have a seat: ${title}`,
    body: 'A seat came free, and you were next. If you cannot come, say so, and it goes on.',
    to: sql`select ${eventRsvps.userId} from ${eventRsvps}
      where ${eventRsvps.eventId} = ${id}::uuid and ${eventRsvps.promotedAt} = now()`,
  })
