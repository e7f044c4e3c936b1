import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { tellEach } from '../../../notifications/queries.ts'
import { visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { topicOf } from '../../rules.ts'
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

/** An event, and what follows it in its series. */
export const isFrom = (id: string): SQL => sql`${events.id} in (
  select ${id}::uuid union all select later.id from ${events} one
  join ${events} later on later.series_id = one.series_id and later.starts_at > one.starts_at
  where one.id = ${id}::uuid)`

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

/**
 * Tells those to whom this batch's `promote` gave a seat, wherever it did.
 * @param write an id of this write alone
 */
export const tellPromoted = (db: Db, which: SQL, write: string) =>
  db.execute(
    tellEach(
      'event_reminder',
      sql`select ${eventRsvps.userId} as user_id, ${spaces.communityId} as community_id,
        ${spaces.id} as space_id, 'You have a seat: ' || ${events.title} as title,
        'A seat came free, and you were next. If you cannot come, say so, and it goes on.' as body,
        concat('/', ${communities.slug}, '/s/', ${spaces.slug}, '/events/', ${events.id}) as link,
        concat('seat:', ${write}::text, ':', ${events.id}) as cause,
        concat(${topicOf('')}::text, ${events.id}) as topic
      from ${eventRsvps} join ${events} on ${events.id} = ${eventRsvps.eventId}
      join ${spaces} on ${spaces.id} = ${events.spaceId}
      join ${communities} on ${communities.id} = ${spaces.communityId}
      where ${which} and ${eventRsvps.promotedAt} = now() and ${visibleTo(eventRsvps.userId)}`,
      { actorId: null, topic: null },
    ),
  )
