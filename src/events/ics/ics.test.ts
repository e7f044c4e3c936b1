import Ical from 'ical.js'
import { sync as reader } from 'node-ical'
import { describe, expect, it } from 'vitest'
import { instantsOf, wallAfter } from '../times/rules.ts'
import { folded } from './lines/rules.ts'
import { calendarOf, type Entry } from './rules.ts'

const entry: Entry = {
  uid: 'one@opencircle',
  sequence: 3,
  changedAt: new Date('2026-11-01T10:00:00Z'),
  startsWall: '2026-11-24T19:00',
  endsWall: '2026-11-24T20:30',
  timezone: 'Europe/Berlin',
  title: 'Soup; bread, and “talk” \\ 😀',
  description: `Line one\r\nLine two\n\n${'Ünïcödé 漢字 😀 '.repeat(30)}`,
  location: 'Kurfürstendamm 1, Berlin',
  url: 'https://circle.example/loam/s/x/events/one',
  host: 'Ada',
  isCancelled: false,
}

/** What one reader makes of a calendar, and the other. */
function read(text: string) {
  const root = new Ical.Component(Ical.parse(text))
  for (const zone of root.getAllSubcomponents('vtimezone'))
    Ical.TimezoneService.register(new Ical.Timezone(zone))
  const one = root.getAllSubcomponents('vevent').map((event) => new Ical.Event(event))
  const other = Object.values(reader.parseICS(text)).filter((part) => part?.type === 'VEVENT')
  Ical.TimezoneService.reset()
  return { one, other }
}

/** Where clocks are changed, and where they never are: a wall, and the instant it stands for. */
const EDGES: [zone: string, wall: string, instant: string][] = [
  ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z'],
  ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z'],
  ['Europe/London', '2026-10-25T03:00', '2026-10-25T03:00:00Z'],
  ['Europe/Lisbon', '2026-10-25T00:30', '2026-10-24T23:30:00Z'],
  ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T00:59', '2026-11-01T04:59:00Z'],
  ['America/Sao_Paulo', '2026-10-18T00:00', '2026-10-18T03:00:00Z'],
  ['America/St_Johns', '2026-11-01T12:00', '2026-11-01T15:30:00Z'],
  ['Asia/Kolkata', '2026-06-01T12:00', '2026-06-01T06:30:00Z'],
  ['Asia/Tokyo', '2026-12-31T23:59', '2026-12-31T14:59:00Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00', '2025-12-31T18:15:00Z'],
  ['Australia/Sydney', '2026-10-04T03:00', '2026-10-03T16:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T12:00', '2026-04-05T01:30:00Z'],
  ['Africa/Casablanca', '2026-02-15T12:00', '2026-02-15T12:00:00Z'],
  ['Pacific/Apia', '2026-07-01T12:00', '2026-06-30T23:00:00Z'],
]

describe('calendars as others read them', () => {
  it('folds lines at 75 bytes, and cuts through no character', () => {
    const lines = folded(`DESCRIPTION:${'😀é'.repeat(60)}`).split('\r\n')
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    expect(lines.slice(1, -1).every((line) => line.startsWith(' '))).toBe(true)
    expect(lines.map((line, at) => (at ? line.slice(1) : line)).join('')).toContain(
      '😀é'.repeat(60),
    )
  })

  it('says the same to two readers', () => {
    const text = calendarOf('Löam; events', [entry])
    expect(text).not.toMatch(/[^\r]\n/)
    const { one, other } = read(text)
    const words = entry.description.replace('\r\n', '\n').trim()
    expect(one).toHaveLength(1)
    expect(one[0]?.summary).toBe(entry.title)
    expect(one[0]?.description.trim()).toBe(words)
    expect(one[0]?.uid).toBe(entry.uid)
    expect(one[0]?.sequence).toBe(3)
    expect(one[0]?.startDate.toJSDate()).toEqual(new Date('2026-11-24T18:00:00Z'))
    expect(other).toHaveLength(1)
    expect(other[0]).toMatchObject({ summary: entry.title, uid: entry.uid, status: 'CONFIRMED' })
    expect(new Date(String(other[0]?.start)).toISOString()).toBe('2026-11-24T18:00:00.000Z')
  })

  it.each(EDGES)('%s %s is %s', (timezone, startsWall, instant) => {
    const endsWall = wallAfter(startsWall, 60)
    const { startsAt } = instantsOf({ startsWall, endsWall, timezone })
    expect(startsAt).toEqual(new Date(instant))
    const { one, other } = read(calendarOf('x', [{ ...entry, startsWall, endsWall, timezone }]))
    expect(one[0]?.startDate.toJSDate()).toEqual(startsAt)
    expect(new Date(String(other[0]?.start))).toEqual(startsAt)
  })

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Kolkata'])(
    'repeats on the wall of %s, with what is left out and what is another',
    (timezone) => {
      const rule = 'FREQ=WEEKLY;COUNT=30'
      const master = { ...entry, timezone, rule, without: ['2026-12-01T19:00'] }
      const replaces = { wall: '2026-12-08T19:00', timezone }
      const late = { startsWall: '2026-12-08T21:00', endsWall: '2026-12-08T22:00' }
      const other = { ...entry, ...late, timezone, replaces, title: 'Later', isCancelled: true }
      const { one } = read(calendarOf('x', [master, other]))
      const [series] = one.filter((event) => !event.isRecurrenceException())
      const [exception] = one.filter((event) => event.isRecurrenceException())
      if (!series || !exception) throw new Error('a series and its exception')
      expect(exception.component.getFirstPropertyValue('status')).toBe('CANCELLED')
      series.relateException(exception)
      const walk = series.iterator()
      const found: string[] = []
      for (let next = walk.next(); next; next = walk.next()) {
        const { item, startDate } = series.getOccurrenceDetails(next)
        found.push(
          `${item.summary === 'Later' ? 'later' : ''}${startDate.toJSDate().toISOString()}`,
        )
      }
      const expected = Array.from({ length: 30 }, (_, at) =>
        wallAfter(entry.startsWall, at * 7 * 24 * 60),
      )
        .filter((wall) => wall !== '2026-12-01T19:00')
        .map((wall) => {
          const isLate = wall === '2026-12-08T19:00'
          const startsWall = isLate ? late.startsWall : wall
          const { startsAt } = instantsOf({
            startsWall,
            endsWall: wallAfter(startsWall, 60),
            timezone,
          })
          return `${isLate ? 'later' : ''}${startsAt.toISOString()}`
        })
      expect(found).toEqual(expected)
    },
  )

  it('gives the end of a rule as an instant', () => {
    const rule = 'FREQ=WEEKLY;UNTIL=20270401T190000'
    expect(calendarOf('x', [{ ...entry, rule }])).toContain(
      'RRULE:FREQ=WEEKLY;UNTIL=20270401T170000Z',
    )
  })
})
