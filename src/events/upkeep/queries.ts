import { type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { anyOfIds } from '../edit/update/queries.ts'
import { eventRsvps } from '../rsvps/tables.ts'
import { eventSeries } from '../series/tables.ts'
import { events } from '../tables.ts'
import type { Occurrence } from '../times/rules.ts'

/** An answer of someone who no longer belongs, or may no longer enter. Needs `spaces` in scope. */
const isLost: SQL = sql`not (exists (select 1 from ${memberships}
  where ${memberships.communityId} = ${spaces.communityId} and ${memberships.status} = 'active'
    and ${memberships.profileId} = ${eventRsvps.userId}) and ${visibleTo(eventRsvps.userId)})`

/** Whether someone waits for a seat of the event in scope. */
const isAwaited: SQL = sql`exists (select 1 from ${eventRsvps} waiting
  where waiting.event_id = ${events.id} and waiting.status = 'waitlist')`

type Some = { id: string }[]

export const areEvents = (some: Some): SQL => anyOfIds(some.map(({ id }) => id))

/** Those for which nobody waits by now: someone may have begun to since they were looked for. */
export const areUnawaited = (some: Some): SQL => sql`${areEvents(some)} and not ${isAwaited}`

/**
 * Upcoming events for which someone holds or awaits a seat who may not come, some of them.
 * @param awaited such as others wait for, or such as nobody waits for
 */
export const eventsOfLost = (db: Db, { awaited, limit }: { awaited: boolean; limit: number }) =>
  db
    .selectDistinct({
      id: events.id,
      spaceId: events.spaceId,
      title: events.title,
      href: sql<string>`concat('/', ${communities.slug}, '/s/', ${spaces.slug}, '/events/', ${events.id})`,
    })
    .from(events)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId} and not ${spaces.isArchived}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .innerJoin(eventRsvps, sql`${eventRsvps.eventId} = ${events.id}`)
    .where(
      sql`${events.startsAt} > now() and ${events.deletedAt} is null
        and ${events.cancelledAt} is null
        and ${isAwaited} = ${awaited}
        and ${eventRsvps.status} in ('going', 'waitlist', 'maybe') and ${isLost}`,
    )
    .limit(limit)

/**
 * Takes the answers back of those who may not come any more. After `holdEvents`.
 * @param which a condition on `events`
 */
export const releaseLost = (db: Db, which: SQL) =>
  db
    .update(eventRsvps)
    .set({ status: 'not_going', place: null, updatedAt: sql`now()` })
    .where(
      sql`${eventRsvps.status} <> 'not_going'
        and exists (select 1 from ${events} join ${spaces} on ${spaces.id} = ${events.spaceId}
          where ${events.id} = ${eventRsvps.eventId} and ${which} and ${isLost})`,
    )

/** Series whose last event is nearer than the horizon and stands: they go on. */
export const seriesToExtend = (db: Db, horizon: Date) =>
  db
    .select({
      id: eventSeries.id,
      rule: eventSeries.rule,
      startsWall: eventSeries.startsWall,
      timezone: eventSeries.timezone,
      minutes: eventSeries.minutes,
      last: sql<string>`last.recurrence_wall`.mapWith(eventSeries.startsWall),
      coming: sql<number>`(select count(*)::int from ${events} next
        where next.series_id = ${eventSeries.id} and next.starts_at > now())`,
    })
    .from(eventSeries)
    .innerJoin(
      sql`lateral (select one.* from ${events} one where one.series_id = ${eventSeries.id}
        and one.recurrence_wall is not null order by one.recurrence_wall desc limit 1) last`,
      sql`last.deleted_at is null and last.cancelled_at is null and last.starts_at < ${horizon.toISOString()}::timestamptz`,
    )
    .limit(500)

type Added = Occurrence & { seriesId: string; timezone: string }

/** Further events of series, as the last usual one of each. Those that are there stay as they are. */
export const extendSeries = (db: Db, added: Added[]) =>
  db.execute(sql`
    insert into ${events} (id, space_id, host_id, co_host_ids, title, description, cover_url,
      event_type, location, link_url, capacity, guest_names, is_published, post_id, timezone,
      starts_wall, ends_wall, starts_at, ends_at, series_id, recurrence_wall)
    select ${newIdPerRow()}, like_it.space_id, like_it.host_id, like_it.co_host_ids, like_it.title,
      like_it.description, like_it.cover_url, like_it.event_type, like_it.location,
      like_it.link_url, like_it.capacity, like_it.guest_names, like_it.is_published,
      like_it.post_id, one.timezone, one."startsWall", one."endsWall", one."startsAt",
      one."endsAt", like_it.series_id, one."startsWall"
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as one("seriesId" uuid, timezone text,
      "startsWall" timestamp, "endsWall" timestamp, "startsAt" timestamptz, "endsAt" timestamptz)
    cross join lateral (select * from ${events} before where before.series_id = one."seriesId"
      order by before.own_fields = '{}' desc, before.recurrence_wall desc limit 1) like_it
    on conflict do nothing`)

/** What is still to come, by its plan on the wall, for whoever knows the zones better today. */
export const plansToCome = (db: Db, after: string | null, limit: number) =>
  db
    .select({
      id: events.id,
      startsWall: events.startsWall,
      endsWall: events.endsWall,
      timezone: events.timezone,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
    })
    .from(events)
    .where(
      sql`${events.startsAt} > now() and ${events.deletedAt} is null
        and (${after}::uuid is null or ${events.id} > ${after}::uuid)`,
    )
    .orderBy(events.id)
    .limit(limit)

type Span = { id: string; startsAt: Date; endsAt: Date }

/** Puts the instants of events where their plans are now. */
export const correctInstants = (db: Db, spans: Span[]) =>
  db.execute(sql`
    update ${events} set starts_at = right_one."startsAt",
      ends_at = case when ${events.endsAt} is not null then right_one."endsAt" end,
      sequence = ${events.sequence} + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb)
      as right_one(id uuid, "startsAt" timestamptz, "endsAt" timestamptz)
    where ${events.id} = right_one.id`)
