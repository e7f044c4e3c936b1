import { sql } from 'drizzle-orm'
import { newId, qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { writableBy } from '../../../spaces/queries.ts'
import { endOf, inSpaceOf } from '../../access/queries.ts'
import { events } from '../../tables.ts'
import { taken } from '../seats/queries.ts'
import { eventRsvps, type RsvpStatus } from '../tables.ts'

/**
 * Takes someone's answer to an event that is still to come. Who wants to go and finds no seat stands
 * last on the waitlist; who has a seat or a place keeps it, however often they say so. After
 * `holdEvents`.
 */
export const answer = (
  db: Db,
  { id, me, status }: { id: string; me: string; status: Exclude<RsvpStatus, 'waitlist'> },
) => {
  const last = sql`(select coalesce(max(${eventRsvps.place}), 0) + 1 from ${eventRsvps}
    where ${eventRsvps.eventId} = ${id}::uuid)`
  return db.execute<{ id: string }>(sql`
    with was as (
      select ${eventRsvps.status}, ${eventRsvps.place} from ${eventRsvps}
      where ${eventRsvps.eventId} = ${id}::uuid and ${eventRsvps.userId} = ${me}::uuid
    ), now_is as (
      select ${events.id} as event_id, case
        when ${status} <> 'going' then ${status}::rsvp_status
        when (select status from was) in ('going', 'waitlist') then (select status from was)
        when ${events.capacity} is null or ${taken(events.id)} < ${events.capacity} then 'going'
        else 'waitlist' end as status
      from ${events} where ${events.id} = ${id}::uuid and ${events.isPublished}
        and ${events.cancelledAt} is null and ${events.deletedAt} is null and ${endOf} > now()
        and ${inSpaceOf(writableBy(me))}
    )
    insert into ${eventRsvps} (id, event_id, user_id, status, place)
    select ${newId()}::uuid, event_id, ${me}::uuid, status,
      case when status = 'waitlist' then coalesce((select place from was), ${last}) end
    from now_is
    on conflict (event_id, user_id) do update set status = excluded.status, place = excluded.place,
      updated_at = case when ${eventRsvps.status} = excluded.status then ${eventRsvps.updatedAt}
        else now() end
    returning ${eventRsvps.id}`)
}

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
