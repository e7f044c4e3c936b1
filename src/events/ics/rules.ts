import { instantOf } from '../../posts/zones/rules.ts'
import { endedBy, partsOf } from '../series/rules.ts'
import { escaped, folded, utc, wallLine } from './lines/rules.ts'
import { zoneLines } from './zones/rules.ts'

/** An event as calendars take it. */
export type Entry = {
  /** stays the same as long as the event is the same */
  uid: string
  /** counts its changes */
  sequence: number
  changedAt: Date
  startsWall: string
  endsWall: string
  timezone: string
  title: string
  description: string
  location: string
  url: string
  host: string
  isCancelled: boolean
  /** whether its reader has not made up their mind */
  isTentative?: boolean
  /** of a whole series */
  rule?: string
  /** times on the wall at which the rule would have put one that is not there */
  without?: string[]
  /** of one of a series that is another than the rest: where the rule puts it, and in which zone */
  replaces?: { wall: string; timezone: string }
}

/** Years around its events for which a calendar knows the clocks of its zones. */
const YEARS_AFTER = 5

/** A calendar as RFC 5545 wants it, zones and all. */
export function calendarOf(name: string, entries: Entry[]): string {
  const zones = new Set(
    entries.flatMap(({ timezone, replaces }) => [timezone, replaces?.timezone ?? timezone]),
  )
  const years = entries.map(({ startsWall }) => Number(startsWall.slice(0, 4)))
  const [first, last] = [Math.min(...years) - 1, Math.max(...years) + YEARS_AFTER]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//OpenCircle//Events//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `NAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...[...zones]
      .filter((zone) => zone !== 'UTC')
      .sort()
      .flatMap((zone) => zoneLines(zone, first, last)),
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('')
}

function entryLines(entry: Entry): string[] {
  const { timezone, replaces, rule, without = [] } = entry
  const status = entry.isCancelled ? 'CANCELLED' : entry.isTentative ? 'TENTATIVE' : 'CONFIRMED'
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.changedAt)}`,
    `LAST-MODIFIED:${utc(entry.changedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    wallLine('DTSTART', entry.startsWall, timezone),
    wallLine('DTEND', entry.endsWall, timezone),
    ...(replaces ? [wallLine('RECURRENCE-ID', replaces.wall, replaces.timezone)] : []),
    ...(rule ? [`RRULE:${ruleIn(rule, timezone)}`] : []),
    ...without.map((wall) => wallLine('EXDATE', wall, timezone)),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
    ...(entry.location ? [`LOCATION:${escaped(entry.location)}`] : []),
    `URL:${entry.url}`,
    `CONTACT:${escaped(entry.host)}`,
    `STATUS:${status}`,
    `TRANSP:${entry.isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}

/** Beside a zone, the end of a rule has to be an instant. */
function ruleIn(rule: string, zone: string): string {
  const until = partsOf(rule)?.get('UNTIL')
  if (!until) return rule
  const [, year, month, day, hour = '23', minute = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d))?/.exec(until) ?? []
  const at = instantOf(`${year}-${month}-${day}T${hour}:${minute}`, zone)
  return at ? endedBy(rule, null).concat(`;UNTIL=${utc(at)}`) : rule
}

/** The media type of a calendar. */
export const ICS_TYPE = 'text/calendar; charset=utf-8'
