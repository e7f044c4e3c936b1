import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { inSpaceOf, isRunBy } from '../access/queries.ts'
import type { Scope } from '../edit/rules.ts'
import { events } from '../tables.ts'

/** One event; of a series with those that follow, or with all of them. */
export const inScope = (id: string, scope: Scope): SQL => {
  const one = sql`${events.id} = ${id}::uuid`
  if (scope === 'this') return one
  const of = (column: string) =>
    sql`(select one.${sql.raw(column)} from ${events} one where one.id = ${id}::uuid)`
  const later =
    scope === 'following' ? sql`and ${events.recurrenceWall} >= ${of('recurrence_wall')}` : sql``
  return sql`(${one} or (${events.seriesId} = ${of('series_id')} ${later}))`
}

const changed = { sequence: sql`${events.sequence} + 1`, updatedAt: sql`now()` }

/** Lets others see an event, and all of its series. Gives the ids, once. */
export const publishEvents = (db: Db, id: string, me: string) =>
  db
    .update(events)
    .set({ ...changed, isPublished: true })
    .where(
      sql`${inScope(id, 'all')} and not ${events.isPublished} and ${events.deletedAt} is null
        and ${inSpaceOf(isRunBy(me))}`,
    )
    .returning({ id: events.id })

/** Cancels what is still to come, or takes that back. */
export const setCancelled = (
  db: Db,
  { id, scope, me }: { id: string; scope: Scope; me: string },
  isCancelled: boolean,
) =>
  db
    .update(events)
    .set({ ...changed, cancelledAt: isCancelled ? sql`now()` : null })
    .where(
      sql`${inScope(id, scope)} and ${events.deletedAt} is null and ${events.startsAt} > now()
        and (${events.cancelledAt} is null) = ${isCancelled} and ${inSpaceOf(isRunBy(me))}`,
    )
    .returning({ id: events.id })

/** Takes events out of sight. */
export const deleteEvents = (db: Db, { id, scope, me }: { id: string; scope: Scope; me: string }) =>
  db
    .update(events)
    .set({ ...changed, deletedAt: sql`now()` })
    .where(sql`${inScope(id, scope)} and ${events.deletedAt} is null and ${inSpaceOf(isRunBy(me))}`)
    .returning({ id: events.id })
