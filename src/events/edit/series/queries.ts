import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { eventRsvps } from '../../rsvps/tables.ts'
import { eventSeries } from '../../series/tables.ts'
import { events } from '../../tables.ts'
import { anyOf } from '../update/queries.ts'
import type { SeriesPlan } from './rules.ts'

/** The rule of the series that an event belongs to. */
export const seriesOf = (db: Db, eventId: string) =>
  db
    .select({
      id: eventSeries.id,
      rule: eventSeries.rule,
      startsWall: eventSeries.startsWall,
      timezone: eventSeries.timezone,
      minutes: eventSeries.minutes,
      revision: eventSeries.revision,
    })
    .from(events)
    .innerJoin(eventSeries, sql`${eventSeries.id} = ${events.seriesId}`)
    .where(sql`${events.id} = ${eventId}::uuid`)
export type SeriesRow = Awaited<ReturnType<typeof seriesOf>>[number]

/** The events of the series that one belongs to, by the plan of the series; the deleted too. */
export const stepsOf = (db: Db, eventId: string) =>
  db
    .select({
      id: events.id,
      recurrenceWall: sql<string>`${events.recurrenceWall}`.mapWith(events.startsWall),
      ownFields: events.ownFields,
      startsAt: events.startsAt,
      isGone: sql<boolean>`${events.deletedAt} is not null`,
    })
    .from(events)
    .where(
      sql`${events.seriesId} = (select one.series_id from ${events} one where one.id = ${eventId}::uuid)
        and ${events.recurrenceWall} is not null`,
    )
    .orderBy(events.recurrenceWall)

type Revision = { id: string; read: string; write: string }

/** Changes a series, unless it was changed since it was read. What follows in the batch asks `isMine`. */
export const reviseSeries = (
  db: Db,
  { id, read, write }: Revision,
  change: Partial<SeriesPlan['next']>,
  allowed: SQL,
) =>
  db
    .update(eventSeries)
    .set({ ...change, revision: write })
    .where(
      sql`${eventSeries.id} = ${id}::uuid and ${eventSeries.revision} = ${read}::uuid and ${allowed}`,
    )
    .returning({ id: eventSeries.id })

/** Whether this write has changed the series. */
export const isMine = ({ id, write }: Pick<Revision, 'id' | 'write'>): SQL => sql`exists (
  select 1 from ${eventSeries} where ${eventSeries.id} = ${id}::uuid
    and ${eventSeries.revision} = ${write}::uuid)`

/** Puts events under another rule, where their own was parted. */
export const joinSeries = (db: Db, ids: string[], seriesId: string, allowed: SQL) =>
  db
    .update(events)
    .set({ seriesId })
    .where(sql`${events.id} = ${anyOf(ids)} and ${allowed}`)

/**
 * Lets go of events for which the rule has no time any more: who answered to one is told that it is
 * cancelled, and one that nobody answered to was never there.
 */
export const dropEvents = (db: Db, ids: string[], allowed: SQL) => {
  const isAwaited = sql`(${events.isPublished} and exists (select 1 from ${eventRsvps}
    where ${eventRsvps.eventId} = ${events.id} and ${eventRsvps.status} <> 'not_going'))`
  return db
    .update(events)
    .set({
      seriesId: null,
      recurrenceWall: null,
      cancelledAt: sql`case when ${isAwaited} then coalesce(${events.cancelledAt}, now()) end`,
      deletedAt: sql`case when ${isAwaited} then null else now() end`,
      sequence: sql`${events.sequence} + 1`,
      updatedAt: sql`now()`,
    })
    .where(sql`${events.id} = ${anyOf(ids)} and ${events.deletedAt} is null and ${allowed}`)
}
