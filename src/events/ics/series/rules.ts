import { endedBy, isOpenEnded } from '../../series/rules.ts'
import { wallAfter } from '../../times/rules.ts'
import { entryFrom } from '../entries/rules.ts'
import type { EntryRow } from '../read/queries.ts'
import type { Entry } from '../rules.ts'

type Series = NonNullable<EntryRow['series']>

/**
 * The entries of a space: each series as its rule, with what it leaves out and what is another in
 * it, and each other event by itself.
 */
export function entriesFrom(rows: EntryRow[], origin: string): Entry[] {
  const alone = rows.filter(({ series, deletedAt }) => !series && !deletedAt)
  const bySeries = Map.groupBy(
    rows.filter((row) => row.series && row.recurrenceWall),
    ({ series }) => series?.id,
  )
  return [
    ...alone.map((row) => entryFrom(row, origin)),
    ...[...bySeries.values()].flatMap((group) => seriesEntries(group, origin)),
  ]
}

function seriesEntries(rows: EntryRow[], origin: string): Entry[] {
  const series = rows[0]?.series
  const usual =
    rows.findLast(({ ownFields, deletedAt }) => !ownFields.length && !deletedAt) ??
    rows.findLast(({ deletedAt }) => !deletedAt)
  if (!series || !usual) return []
  const uid = `${series.id}@opencircle`
  const last =
    rows
      .map(({ recurrenceWall }) => recurrenceWall ?? '')
      .sort()
      .at(-1) ?? ''
  const end = rows.find(({ recurrenceWall }) => recurrenceWall === last)
  // nobody goes on with a series whose last was taken away, so its rule must not either
  const isOver = isOpenEnded(series.rule) && Boolean(end?.cancelledAt || end?.deletedAt)
  const master: Entry = {
    ...entryFrom({ ...usual, linkUrl: null }, origin),
    ...{ uid, isCancelled: false, isTentative: false },
    startsWall: series.startsWall,
    endsWall: wallAfter(series.startsWall, series.minutes),
    timezone: series.timezone,
    rule: isOver ? endedBy(series.rule, last) : series.rule,
    without: rows.flatMap(({ deletedAt, recurrenceWall }) =>
      deletedAt && recurrenceWall ? [recurrenceWall] : [],
    ),
    sequence: Math.max(...rows.map(({ sequence }) => sequence)),
    changedAt: new Date(Math.max(...rows.map(({ updatedAt }) => updatedAt.getTime()))),
  }
  const others = rows
    .filter((row) => !row.deletedAt && isOther(row, series))
    .map((row) => ({
      ...entryFrom(row, origin),
      uid,
      sequence: Math.max(row.sequence, master.sequence),
      replaces: { wall: row.recurrenceWall ?? '', timezone: series.timezone },
    }))
  return [master, ...others]
}

/** Whether one of a series is another than its rule says, or its reader goes and has its link. */
const isOther = (row: EntryRow, series: Series): boolean =>
  row.cancelledAt !== null ||
  row.ownFields.length > 0 ||
  row.linkUrl !== null ||
  row.startsWall !== row.recurrenceWall ||
  row.timezone !== series.timezone
