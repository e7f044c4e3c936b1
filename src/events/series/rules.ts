import Ical from 'ical.js'
import * as z from 'zod'

/** Events of a series that are made ahead, and the days for which they are. */
export const MOST_AHEAD = 60
export const DAYS_AHEAD = 366
/** The most that one series ever has, where it says how many. */
export const MOST_TIMES = 500

const DAYS = '(MO|TU|WE|TH|FR|SA|SU)'
const PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^([1-9]|[1-4]\d|5[0-2])$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(T\d{6})?$/,
  BYDAY: new RegExp(`^(-?[1-5])?${DAYS}(,(-?[1-5])?${DAYS}){0,34}$`),
  BYMONTHDAY: /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01])){0,30}$/,
  WKST: new RegExp(`^${DAYS}$`),
}

/** The parts of a rule, or null where it is none that we keep. */
export function partsOf(rule: string): Map<string, string> | null {
  const pairs = rule
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')
  const parts = new Map(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']))
  const freq = parts.get('FREQ')
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const isKnown = [...parts].every(([name, value]) => PARTS[name]?.test(value))
  const days = parts.get('BYDAY') ?? ''
  // these may never come to pass, and a search for the next would not end
  const isEndless =
    (parts.has('BYDAY') && parts.has('BYMONTHDAY')) ||
    (parts.has('BYMONTHDAY') && freq !== 'MONTHLY') ||
    (/\d/.test(days) && freq !== 'MONTHLY') ||
    (freq === 'MONTHLY' && interval > 11) ||
    (freq === 'YEARLY' && (parts.has('BYDAY') || interval > 10))
  const isTwice = parts.size !== pairs.length || (parts.has('COUNT') && parts.has('UNTIL'))
  return freq && isKnown && !isEndless && !isTwice ? parts : null
}

const written = (parts: Map<string, string>): string =>
  [...parts].map(([name, value]) => `${name}=${value}`).join(';')

/** A rule of RFC 5545 as we keep it: every so many days, weeks, months or years. */
export const Rule = z
  .string()
  .trim()
  .max(300)
  .transform((text, context) => {
    const parts = partsOf(text)
    if (parts && Number(parts.get('COUNT') ?? 0) <= MOST_TIMES) return written(parts)
    context.addIssue({ code: 'custom', message: 'Choose how it repeats.' })
    return z.NEVER
  })

/** The same rule, ended by a last time on the wall; or, with null, without an end. */
export function endedBy(rule: string, lastWall: string | null): string {
  const parts = new Map(partsOf(rule) ?? [])
  parts.delete('COUNT')
  parts.delete('UNTIL')
  if (lastWall) parts.set('UNTIL', `${lastWall.replace(/[-:]/g, '')}00`)
  return written(parts)
}

type Span = { from?: string; to: string; most?: number }

/**
 * The times on the wall at which a rule puts its events, in order.
 * @param from the first that is wanted, `to` the last that may be
 */
export function timesOf(rule: string, startsWall: string, { from, to, most = MOST_AHEAD }: Span) {
  const times: string[] = []
  const walk = Ical.Recur.fromString(rule).iterator(
    Ical.Time.fromDateTimeString(`${startsWall}:00`),
  )
  for (let step = 0; step < MOST_TIMES * 20 && times.length < most; step++) {
    const time = walk.next()?.toString().slice(0, 16)
    if (!time || time > to) break
    if (!from || time >= from) times.push(time)
  }
  return times
}

/** Whether a rule goes on for ever. */
export const isOpenEnded = (rule: string): boolean => {
  const parts = partsOf(rule)
  return !parts?.has('COUNT') && !parts?.has('UNTIL')
}
