export type Recurring = { interval: string; interval_count: number }

const DAYS: Record<string, number> = { day: 1, week: 7 }

/** The anchor moved on by `n` intervals. Months end on their last day when the anchor's is missing. */
export function boundary(
  anchor: number,
  { interval, interval_count }: Recurring,
  n: number,
): number {
  const days = DAYS[interval]
  if (days) return anchor + n * interval_count * days * 86_400
  const months = n * interval_count * (interval === 'year' ? 12 : 1)
  const from = new Date(anchor * 1000)
  const to = new Date(anchor * 1000)
  to.setUTCDate(1)
  to.setUTCMonth(from.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return to.getTime() / 1000
}

/** The first boundary after `time`. */
export function periodEnd(anchor: number, recurring: Recurring, time: number): number {
  // an interval is at most 31, 7, 366 or 1 days: the estimate is never late
  const longest = boundary(0, recurring, 1) * 1.1
  let n = Math.max(Math.floor((time - anchor) / longest) - 1, -12)
  while (boundary(anchor, recurring, n) <= time) n++
  return boundary(anchor, recurring, n)
}

export const isSameInterval = (a: Recurring, b: Recurring): boolean =>
  a.interval === b.interval && a.interval_count === b.interval_count
