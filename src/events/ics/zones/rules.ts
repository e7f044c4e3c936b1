import { offsetAt } from '../../../posts/zones/rules.ts'
import { compact } from '../lines/rules.ts'

const DAY = 24 * 3600_000
/** No zone has changed its clocks twice within fewer days. */
const STEP = 10 * DAY

type Change = { at: number; from: number; to: number }

/** The instants at which a zone's clocks are changed, between two years. */
export function changesOf(zone: string, fromYear: number, toYear: number): Change[] {
  const changes: Change[] = []
  const end = Date.UTC(toYear + 1, 0, 1)
  for (let time = Date.UTC(fromYear, 0, 1); time < end; time += STEP) {
    const [from, to] = [offsetAt(time, zone), offsetAt(time + STEP, zone)]
    if (from !== to) changes.push({ at: between(zone, time, time + STEP), from, to })
  }
  return changes
}

/** The first second of the new time. */
function between(zone: string, low: number, high: number): number {
  const before = offsetAt(low, zone)
  let [from, to] = [low / 1000, high / 1000]
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (offsetAt(middle * 1000, zone) === before) from = middle
    else to = middle
  }
  return to * 1000
}

const offset = (ms: number): string => {
  const minutes = Math.abs(ms) / 60_000
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(minutes / 60)}${two(minutes % 60)}`
}

const wallAt = (at: number, ahead: number) =>
  compact(new Date(at + ahead).toISOString().slice(0, 16))

/** The lines of a VTIMEZONE that is right between two years: who reads it needs no list of zones. */
export function zoneLines(zone: string, fromYear: number, toYear: number): string[] {
  const first = offsetAt(Date.UTC(fromYear, 0, 1), zone)
  const changes = changesOf(zone, fromYear, toYear)
  const least = Math.min(first, ...changes.map(({ to }) => to))
  const kindOf = (to: number) => (to > least ? 'DAYLIGHT' : 'STANDARD')
  const part = (from: number, to: number, [begins = '', ...others]: string[]) => [
    `BEGIN:${kindOf(to)}`,
    `DTSTART:${begins}`,
    // one a line: some readers take but the first of several
    ...others.map((wall) => `RDATE:${wall}`),
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(to)}`,
    `END:${kindOf(to)}`,
  ]
  const pairs = Map.groupBy(changes, ({ from, to }) => `${from} ${to}`)
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...part(first, first, [`${fromYear}0101T000000`]),
    ...[...pairs.values()].flatMap((group) => {
      const [{ from, to } = { from: first, to: first }] = group
      return part(
        from,
        to,
        group.map(({ at }) => wallAt(at, from)),
      )
    }),
    'END:VTIMEZONE',
  ]
}
