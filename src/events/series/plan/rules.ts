import { dayOf, wallAfter } from '../../times/rules.ts'

type Row = { id: string; recurrenceWall: string }

/** What a changed rule makes of the events that there are. */
export type Rematch = {
  /** those that stay, with the time at which the new rule puts them */
  kept: { id: string; wall: string }[]
  /** times that no event stands for yet */
  added: string[]
  /** events for which the new rule has no time */
  dropped: string[]
}

/**
 * Finds each event its time under a new rule, so that who answered to one stays with it: the time
 * that is as far from its own as the first one's new time is from its old; else one on its day.
 * @param shift minutes from the old time of the changed event to its new one
 */
export function rematch(rows: Row[], times: string[], shift: number): Rematch {
  const free = new Set(times)
  const found = new Map<string, string>()
  const take = (row: Row, time: string | undefined) => {
    if (time === undefined || !free.delete(time)) return
    found.set(row.id, time)
  }
  for (const row of rows) take(row, wallAfter(row.recurrenceWall, shift))
  for (const row of rows)
    if (!found.has(row.id))
      take(
        row,
        [...free].find((time) => dayOf(time) === dayOf(row.recurrenceWall)),
      )
  return {
    kept: rows.flatMap(({ id }) => {
      const wall = found.get(id)
      return wall ? [{ id, wall }] : []
    }),
    added: [...free].sort(),
    dropped: rows.filter(({ id }) => !found.has(id)).map(({ id }) => id),
  }
}
