import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { inSpaceOf, isRunBy } from '../../access/queries.ts'
import { minutesBetween, occurrenceAt } from '../../times/rules.ts'
import type { Changes } from '../changes/rules.ts'
import type { Draft, OwnRow } from '../draft/rules.ts'
import { insertEvents, insertSeries } from '../insert/queries.ts'
import type { OwnPart } from '../queries.ts'
import { dropEvents, isMine, joinSeries, reviseSeries, type SeriesRow } from '../series/queries.ts'
import type { SeriesPlan, Step } from '../series/rules.ts'
import { type Move, moveEvents } from '../times/queries.ts'
import { updateWords } from '../update/queries.ts'

export type Write = {
  row: OwnRow & OwnPart
  draft: Draft
  changes: Changes
  me: string
  /** an id of this write alone */
  write: string
}

type Statements = BatchItem<'pg'>[]

/** Changes one event: of a series, as its own from now on. The first statement gives its id. */
export function writeOne(db: Db, { row, draft, changes, me }: Write): Statements {
  const allowed = inSpaceOf(isRunBy(me))
  const own = row.seriesId ? changes.own : []
  const move: Move = {
    ...occurrenceAt(row.id, draft.startsWall, lengthOf(draft), draft.timezone),
    ...{ timezone: draft.timezone, wall: null, keepsTime: false },
  }
  const of = { ids: [row.id], edited: row.id, hostId: row.hostId, own, allowed }
  return [
    updateWords(db, changes, of),
    ...(changes.isMoved ? moveEvents(db, [move], null, allowed) : []),
  ]
}

const lengthOf = ({ startsWall, endsWall }: Draft) => minutesBetween(startsWall, endsWall)

/**
 * Makes a series of an event that stood alone.
 * @param times on the wall, its own first
 */
export function writeFirst(db: Db, at: Write, times: string[]): Statements {
  const { row, draft, me, write } = at
  const { spaceId, hostId } = row
  const minutes = lengthOf(draft)
  const allowed = inSpaceOf(isRunBy(me))
  const series = { id: newId(), spaceId, rule: draft.rule, timezone: draft.timezone, minutes }
  const startsWall = times[0] ?? draft.startsWall
  const isThere = sql`exists (select 1 from event_series made where made.id = ${series.id}::uuid)`
  const isRun = sql`exists (select 1 from events run where run.id = ${row.id}::uuid
    and run.series_id is null and run.updated_at = now())`
  const moves = [moveTo(row.id, startsWall, minutes, draft.timezone, false)]
  const common = {
    spaceId,
    hostId,
    seriesId: series.id,
    isPublished: row.isPublished,
    like: row.id,
  }
  const added = times.slice(1).map((wall) => occurrenceAt(newId(), wall, minutes, draft.timezone))
  return [
    ...writeOne(db, { ...at, changes: { ...at.changes, isMoved: false } }),
    insertSeries(db, { ...series, startsWall, revision: write }, isRun),
    ...moveEvents(db, moves, series.id, sql`${isThere} and ${allowed}`),
    insertEvents(db, common, draft, added, isThere),
  ]
}

const moveTo = (
  id: string,
  wall: string,
  minutes: number,
  timezone: string,
  keepsTime: boolean,
): Move => ({ ...occurrenceAt(id, wall, minutes, timezone), timezone, wall, keepsTime })

/** Changes an event with those that follow, or all of its series. The first statement gives one row. */
export function writeMany(
  db: Db,
  at: Write,
  { series, steps, plan }: { series: SeriesRow; steps: Step[]; plan: SeriesPlan },
): Statements {
  const { row, draft, changes, me, write } = at
  const { ids, parted, next, times } = plan
  const runs = sql`exists (select 1 from events where events.id = ${row.id}::uuid
    and ${inSpaceOf(isRunBy(me))})`
  const seriesId = parted ? newId() : series.id
  const mine = isMine({ id: series.id, write })
  const { spaceId, hostId, isPublished } = row
  const keepsTime = (id: string) =>
    id !== row.id && Boolean(steps.find((step) => step.id === id)?.ownFields.includes('when'))
  const moves = times?.kept.map(({ id, wall }) =>
    moveTo(id, wall, next.minutes, next.timezone, keepsTime(id)),
  )
  const added = times?.added.map((wall) => occurrenceAt(newId(), wall, next.minutes, next.timezone))
  const common = { spaceId, hostId, seriesId, isPublished, like: row.id }
  const revision = { id: series.id, read: series.revision, write }
  return [
    reviseSeries(db, revision, parted ?? next, runs),
    ...(parted
      ? [insertSeries(db, { ...next, id: seriesId, spaceId, revision: write }, mine)]
      : []),
    ...(parted ? [joinSeries(db, ids, seriesId, mine)] : []),
    ...(times?.dropped.length ? [dropEvents(db, times.dropped, mine)] : []),
    updateWords(db, changes, { ids, edited: row.id, hostId, own: [], allowed: mine }),
    ...(moves?.length ? moveEvents(db, moves, seriesId, mine) : []),
    ...(added?.length
      ? [insertEvents(db, common, { ...draft, timezone: next.timezone }, added, mine)]
      : []),
  ]
}
