import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Asker } from '../../edge/rules.ts'
import { moderatedBy, personOf, visibleTo, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { events } from '../tables.ts'

/** Host or co-host of the event in scope. */
export const isHostedBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${events.hostId} = ${me}::uuid or ${me}::uuid = any(${events.coHostIds}))`

/** Whether someone may change the event in scope at this moment: hosts, and the staff of its space. */
export const isRunBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${writableBy(me)} and (${isHostedBy(me)} or ${moderatedBy(me)}))`

/** Whether someone may plan events in the space in scope at this moment. */
export const plannableBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${spaces.spaceType} = 'events' and ${writableBy(me)}
  and (${spaces.settings}->>'whoPosts' is distinct from 'staff' or ${moderatedBy(me)}))`

/** Whether an asker sees the event in scope: a draft is for those who run it. */
export const isShownTo = (asker: Asker): SQL<boolean> => {
  const me = personOf(asker)
  const isOut = me
    ? sql`(${events.isPublished} or ${isHostedBy(me)} or ${moderatedBy(me)})`
    : sql`${events.isPublished}`
  return sql<boolean>`(${events.deletedAt} is null and ${visibleTo(asker)} and ${isOut})`
}

/** A condition on the space of an event, for statements that have only `events` in scope. */
export const inSpaceOf = (condition: SQLWrapper): SQL => sql`exists (
  select 1 from ${spaces} where ${spaces.id} = ${events.spaceId} and (${condition}))`

/** When an event ends, also where nobody said so. */
export const endOf: SQL<Date> = sql<Date>`coalesce(${events.endsAt},
  ${events.startsAt} + interval '1 hour')`.mapWith(events.startsAt)
