import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { events } from '../../tables.ts'
import type { Occurrence } from '../../times/rules.ts'

/** One event at another time. `wall` is where its series' rule puts it, if that has changed. */
export type Move = Occurrence & { timezone: string; wall: string | null; keepsTime: boolean }

/**
 * Gives events other times; of a series, events that were moved by themselves keep theirs. A rule
 * that is between two plans has no times, so that none of them is in another's way.
 */
export const moveEvents = (db: Db, moves: Move[], seriesId: string | null, allowed: SQL) => {
  const list = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as move(id uuid, wall timestamp,
    timezone text, "startsWall" timestamp, "endsWall" timestamp, "startsAt" timestamptz,
    "endsAt" timestamptz, "keepsTime" boolean)`
  const isMoved = sql`(not move."keepsTime" and (${events.startsAt}, ${events.endsAt},
    ${events.timezone}) is distinct from (move."startsAt", move."endsAt", move.timezone))`
  const put = (column: SQL, value: SQL) =>
    sql`case when move."keepsTime" then ${column} else ${value} end`
  return [
    db.execute(sql`update ${events} set recurrence_wall = null from ${list}
      where ${events.id} = move.id and move.wall is not null and ${allowed}`),
    db.execute<{ id: string }>(sql`
      update ${events} set
        moved_at = case when ${isMoved} then now() else ${events.movedAt} end,
        sequence = ${events.sequence} + 1, updated_at = now(),
        starts_wall = ${put(sql`${events.startsWall}`, sql`move."startsWall"`)},
        ends_wall = ${put(sql`${events.endsWall}`, sql`move."endsWall"`)},
        starts_at = ${put(sql`${events.startsAt}`, sql`move."startsAt"`)},
        ends_at = ${put(sql`${events.endsAt}`, sql`move."endsAt"`)},
        timezone = ${put(sql`${events.timezone}`, sql`move.timezone`)},
        series_id = coalesce(${seriesId}::uuid, ${events.seriesId}),
        recurrence_wall = coalesce(move.wall, ${events.recurrenceWall})
      from ${list} where ${events.id} = move.id and ${allowed} returning ${events.id}`),
  ] as const
}
