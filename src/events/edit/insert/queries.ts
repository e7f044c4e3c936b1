import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { spaces } from '../../../spaces/tables.ts'
import { eventSeries } from '../../series/tables.ts'
import { events } from '../../tables.ts'
import type { Occurrence } from '../../times/rules.ts'
import type { Draft } from '../draft/rules.ts'

/** The ids of those of some usernames who belong to the community of the space in scope. */
export const coHostIds = (usernames: string[], hostId: string): SQL => sql`array(
  select ${profiles.id} from ${profiles} join ${memberships}
    on ${memberships.profileId} = ${profiles.id} and ${memberships.communityId} = ${spaces.communityId}
    and ${memberships.status} = 'active'
  where ${profiles.username} in (
      select jsonb_array_elements_text(${JSON.stringify(usernames)}::jsonb))
    and ${profiles.deletedAt} is null and ${profiles.id} <> ${hostId}::uuid
  order by ${profiles.username})`

type Common = {
  spaceId: string
  hostId: string
  seriesId: string | null
  isPublished: boolean
  /** the event whose discussion they share */
  like?: string
}

/**
 * New events that differ in nothing but their times. With ids that are there already nothing happens.
 * @param allowed asked of the row of `spaces` in scope
 */
export const insertEvents = (
  db: Db,
  common: Common,
  draft: Draft,
  times: Occurrence[],
  allowed: SQL,
) => {
  const { spaceId, hostId, seriesId, isPublished, like } = common
  return db.execute<{ id: string }>(sql`
    insert into ${events} (id, space_id, host_id, co_host_ids, title, description, cover_url,
      event_type, location, link_url, capacity, guest_names, timezone, starts_wall, ends_wall,
      starts_at, ends_at, series_id, recurrence_wall, is_published, post_id)
    select one.id, ${spaces.id}, ${hostId}::uuid, ${coHostIds(draft.coHosts, hostId)},
      ${draft.title}, ${draft.description}, ${draft.coverUrl}, ${draft.eventType}::event_type,
      ${draft.location}, ${draft.linkUrl}, ${draft.capacity}::int,
      ${draft.guestNames}::guest_names, ${draft.timezone}, one."startsWall", one."endsWall",
      one."startsAt", one."endsAt", ${seriesId}::uuid,
      case when ${seriesId}::uuid is not null then one."startsWall" end, ${isPublished},
      (select like_it.post_id from ${events} like_it where like_it.id = ${like ?? null}::uuid)
    from ${spaces} cross join jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as one(id uuid,
      "startsWall" timestamp, "endsWall" timestamp, "startsAt" timestamptz, "endsAt" timestamptz)
    where ${spaces.id} = ${spaceId}::uuid and ${allowed}
    on conflict do nothing returning id`)
}

type NewSeries = {
  id: string
  spaceId: string
  rule: string
  startsWall: string
  timezone: string
  minutes: number
  revision: string
}

/** The rule of new events. @param allowed asked of the row of `spaces` in scope */
export const insertSeries = (db: Db, series: NewSeries, allowed: SQL) =>
  db.execute(sql`
    insert into ${eventSeries} (id, space_id, rule, starts_wall, timezone, minutes, revision)
    select ${series.id}::uuid, ${spaces.id}, ${series.rule}, ${series.startsWall}::timestamp,
      ${series.timezone}, ${series.minutes}::int, ${series.revision}::uuid
    from ${spaces} where ${spaces.id} = ${series.spaceId}::uuid and ${allowed}
    on conflict (id) do nothing`)
