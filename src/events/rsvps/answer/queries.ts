import { type SQL, sql } from 'drizzle-orm'
import { newIdPerRow, qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { writableBy } from '../../../spaces/queries.ts'
import { endOf, inSpaceOf } from '../../access/queries.ts'
import { events } from '../../tables.ts'
import { taken } from '../seats/queries.ts'
import { eventRsvps, type RsvpStatus } from '../tables.ts'

/**
 * Takes someone's answer to events that are still to come. Who wants to go and finds no seat stands
 * last on the waitlist; who has a seat or a place keeps it, however often they say so. After
 * `holdEvents`. Gives what holds now, event by event.
 * @param which a condition on `events`
 */
export const answer = (db: Db, { which, me, status }: Said) =>
  db.execute<{ id: string; status: RsvpStatus }>(sql`
    with asked as (
      select ${events.id} as event_id, was.status, was.place, case
        when ${status} <> 'going' then ${status}::rsvp_status
        when was.status in ('going', 'waitlist') then was.status
        when ${events.capacity} is null or ${taken(events.id)} < ${events.capacity} then 'going'
        else 'waitlist' end as status_now
      from ${events} left join ${eventRsvps} was
        on was.event_id = ${events.id} and was.user_id = ${me}::uuid
      where ${which} and ${events.isPublished} and ${events.cancelledAt} is null
        and ${events.deletedAt} is null and ${endOf} > now() and ${inSpaceOf(writableBy(me))}
    )
    insert into ${eventRsvps} (id, event_id, user_id, status, place)
    select ${newIdPerRow()}, event_id, ${me}::uuid, status_now,
      case when status_now = 'waitlist' then coalesce(place, (
        select coalesce(max(others.place), 0) + 1 from ${eventRsvps} others
        where others.event_id = asked.event_id)) end
    from asked
    on conflict (event_id, user_id) do update set status = excluded.status, place = excluded.place,
      updated_at = case when ${eventRsvps.status} = excluded.status then ${eventRsvps.updatedAt}
        else now() end
    returning ${eventRsvps.eventId} as id, ${eventRsvps.status} as status`)

type Said = { which: SQL; me: string; status: Exclude<RsvpStatus, 'waitlist'> }

/** What someone has answered: with how many stand before them, while they wait. */
export const myAnswers = (db: Db, ids: string[], me: string | null) =>
  db
    .select({
      eventId: eventRsvps.eventId,
      status: eventRsvps.status,
      ahead: qualified(sql<number>`case when ${eventRsvps.status} = 'waitlist' then (
        select count(*)::int from ${eventRsvps} ahead where ahead.event_id = ${eventRsvps.eventId}
          and ahead.status = 'waitlist' and ahead.place < ${eventRsvps.place}) else 0 end`),
    })
    .from(eventRsvps)
    .where(
      sql`${eventRsvps.userId} = ${me}::uuid
        and ${eventRsvps.eventId} = any(${`{${ids.join(',')}}`}::uuid[])`,
    )

/** All that someone has answered to events that are not long over. */
export const myAnswersIn = (db: Db, me: string | null) =>
  db
    .select({ eventId: eventRsvps.eventId, status: eventRsvps.status })
    .from(eventRsvps)
    .where(sql`${eventRsvps.userId} = ${me}::uuid`)
    .orderBy(sql`${eventRsvps.id} desc`)
    .limit(1000)
