import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import type { Asker } from '../../edge/rules.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { endOf, isHostedBy, isShownTo } from '../access/queries.ts'
import { eventsAt } from '../queries.ts'
import { eventRsvps } from '../rsvps/tables.ts'
import { events } from '../tables.ts'
import { MOST_DATES, MOST_IN_MONTH, PAGE, TEASER, type View } from './rules.ts'

export type Place = { slug: string; space: string; asker: Asker }

/** A page of a space's events that are published: those to come, those that were, or a month's. */
export const eventsIn = (db: Db, { slug, space, asker }: Place, view: View) =>
  listed(
    db,
    sql`${spaces.id} = ${spaceAt(slug, space)} and ${spaces.spaceType} = 'events'
      and ${visibleTo(asker)} and ${events.isPublished} and ${events.deletedAt} is null
      and ${view.kind === 'coming' ? isNextOfSeries : sql`true`}`,
    view,
  )

/** Of a series that comes week after week, an agenda shows what is next, and what is another. */
const isNextOfSeries = sql`(${events.seriesId} is null or ${events.ownFields} <> '{}'
  or not exists (select 1 from ${events} sooner where sooner.series_id = ${events.seriesId}
    and sooner.starts_at < ${events.startsAt} and sooner.deleted_at is null
    and sooner.cancelled_at is null
    and coalesce(sooner.ends_at, sooner.starts_at + interval '1 hour') > now()))`

/** What someone goes to, waits for, thinks of, or holds, in every community. */
export const eventsOf = (db: Db, me: string | null, view: View) =>
  listed(
    db,
    sql`${events.id} in (
      select ${eventRsvps.eventId} from ${eventRsvps} where ${eventRsvps.userId} = ${me}::uuid
        and ${eventRsvps.status} <> 'not_going'
      union all select held.id from ${events} held where held.host_id = ${me}::uuid
      union all select held.id from ${events} held where held.co_host_ids @> array[${me}::uuid])
      and ${isShownTo(me)} and ${events.isPublished}`,
    view,
  )

/** What someone who plans has not published yet. */
export const draftsIn = (db: Db, { slug, space }: Place, me: string) =>
  eventsAt(
    db,
    sql`${spaces.id} = ${spaceAt(slug, space)} and not ${events.isPublished}
      and ${isHostedBy(me)} and ${isShownTo(me)}`,
    sql`${events.startsAt}, ${events.id}`,
    PAGE,
    0,
  )

function listed(db: Db, where: SQL, view: View) {
  const order = sql.raw(view.kind === 'past' ? 'desc' : 'asc')
  const by = sql`${events.startsAt} ${order}, ${events.id} ${order}`
  const most = view.kind === 'month' ? MOST_IN_MONTH : PAGE + 1
  return eventsAt(db, sql`${where} and ${within(view)}`, by, most, TEASER)
}

function within(view: View): SQL {
  if (view.kind === 'month')
    return sql`${events.startsAt} < (${`${view.month}-01`}::date + interval '1 month 8 days')
      and ${endOf} > (${`${view.month}-01`}::date - interval '8 days')`
  const past = (than: SQL) =>
    view.after
      ? sql`(${events.startsAt}, ${events.id}) ${than} (
          (select starts_at from ${events} last where last.id = ${view.after}::uuid),
          ${view.after}::uuid)`
      : sql`true`
  return view.kind === 'past'
    ? sql`${endOf} <= now() and ${past(sql.raw('<'))}`
    : sql`${endOf} > now() and ${past(sql.raw('>'))}`
}

/** What else is to come of the series that an event is of. */
export const datesOf = (db: Db, id: string) =>
  db
    .select({
      id: events.id,
      startsAt: events.startsAt,
      timezone: events.timezone,
      cancelledAt: events.cancelledAt,
    })
    .from(events)
    .where(
      sql`${events.seriesId} = (select one.series_id from ${events} one where one.id = ${id}::uuid)
        and ${events.id} <> ${id}::uuid and ${events.deletedAt} is null and ${events.isPublished}
        and ${endOf} > now()`,
    )
    .orderBy(events.startsAt)
    .limit(MOST_DATES)
