import { wallTime } from '../../../posts/zones/rules.ts'
import { dayOf } from '../rules.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatted(at: Date, zone: string, style: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(style)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en', { ...style, timeZone: zone })
  formats.set(key, format)
  return format.format(at)
}

/** `19:00` */
export const clock = (at: Date, zone: string): string =>
  formatted(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** `Tue, Nov 24`, with the year where it is another than now */
export const shortDay = (at: Date, zone: string, now?: Date): string =>
  formatted(at, zone, {
    ...{ weekday: 'short', month: 'short', day: 'numeric' },
    ...(now && wallTime(now, zone).slice(0, 4) !== wallTime(at, zone).slice(0, 4)
      ? { year: 'numeric' }
      : {}),
  })

/** `Tuesday, November 24, 2026` */
export const longDay = (at: Date, zone: string): string =>
  formatted(at, zone, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })

/** The parts of a leaf of a calendar: `Nov`, `24`, `Tue`. */
export const leafOf = (at: Date, zone: string) => ({
  month: formatted(at, zone, { month: 'short' }),
  day: formatted(at, zone, { day: 'numeric' }),
  weekday: formatted(at, zone, { weekday: 'short' }),
})

/** `November 2026` for `2026-11` */
export const monthWords = (month: string): string =>
  formatted(new Date(`${month}-15T12:00Z`), 'UTC', { month: 'long', year: 'numeric' })

/** The city that a zone is named after: `New York`. */
export const cityOf = (zone: string): string =>
  (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** `GMT+1` */
export const offsetWords = (at: Date, zone: string): string =>
  formatted(at, zone, { timeZoneName: 'shortOffset', hour: 'numeric' }).split(' ').at(-1) ?? ''

type Span = { startsAt: Date; endsAt: Date }

/** `19:00 – 20:30`; over days `Tue, Nov 24, 19:00 – Thu, Nov 26, 12:00`. */
export function spanWords({ startsAt, endsAt }: Span, zone: string): string {
  const isOneDay = lastsADay({ startsAt, endsAt }, zone)
  if (isOneDay) return `${clock(startsAt, zone)} – ${clock(endsAt, zone)}`
  return `${momentWords(startsAt, zone)} – ${momentWords(endsAt, zone)}`
}

/** Whether it ends on the day on which it begins, or in the small hours after it. */
export const lastsADay = ({ startsAt, endsAt }: Span, zone: string): boolean =>
  dayOf(wallTime(startsAt, zone)) === dayOf(wallTime(endsAt, zone)) ||
  endsAt.getTime() - startsAt.getTime() < 12 * 3600_000

/** `Tue, Nov 24, 19:00` */
export const momentWords = (at: Date, zone: string, now?: Date): string =>
  `${shortDay(at, zone, now)}, ${clock(at, zone)}`
