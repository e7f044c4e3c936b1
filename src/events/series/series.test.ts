import { describe, expect, it } from 'vitest'
import { choiceFrom, ruleFrom } from './choice/rules.ts'
import { rematch } from './plan/rules.ts'
import { endedBy, partsOf, Rule, timesOf } from './rules.ts'
import { ruleWords } from './words/rules.ts'

const START = '2026-11-24T19:00'

describe('rules of series', () => {
  it.each([
    ['FREQ=DAILY;COUNT=3', ['2026-11-24T19:00', '2026-11-25T19:00', '2026-11-26T19:00']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=2', ['2026-11-24T19:00', '2026-12-08T19:00']],
    [
      'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=3',
      ['2026-11-24T19:00', '2026-11-27T19:00', '2026-12-01T19:00'],
    ],
    ['FREQ=MONTHLY;BYDAY=-1TU;COUNT=2', ['2026-11-24T19:00', '2026-12-29T19:00']],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2', ['2026-12-31T19:00', '2027-01-31T19:00']],
    [
      'FREQ=YEARLY;UNTIL=20281124T190000',
      ['2026-11-24T19:00', '2027-11-24T19:00', '2028-11-24T19:00'],
    ],
  ])('%s', (rule, times) => {
    expect(timesOf(rule, START, { to: '2030-01-01T00:00' })).toEqual(times)
  })

  it.each([
    'nonsense',
    'FREQ=HOURLY',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;COUNT=3;UNTIL=20270101',
    'FREQ=DAILY;COUNT=999',
    'FREQ=WEEKLY;BYDAY=2TU',
    // these would be searched for without end
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31',
  ])('refuses %s', (rule) => {
    expect(Rule.safeParse(rule).success).toBe(false)
  })

  it('are ended and said in words', () => {
    expect(endedBy('FREQ=WEEKLY;COUNT=9', '2026-12-01T19:00')).toBe(
      'FREQ=WEEKLY;UNTIL=20261201T190000',
    )
    expect(partsOf('RRULE:freq=weekly')?.get('FREQ')).toBe('WEEKLY')
    expect(ruleWords('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10')).toBe(
      'Every 2 weeks on Monday and Friday, 10 times',
    )
    expect(ruleWords('FREQ=MONTHLY;BYDAY=-1TU')).toBe('Every month on the last Tuesday')
    expect(ruleWords('FREQ=DAILY;UNTIL=20261201T190000')).toBe('Every day, until Dec 1, 2026')
  })

  it('come out of the form as they went in', () => {
    const none = { days: [], until: '', count: null }
    for (const choice of [
      { ...none, repeat: 'daily' as const },
      { ...none, repeat: 'weekly' as const, days: ['MO', 'WE'], count: 8 },
      { ...none, repeat: 'fortnightly' as const, until: '2027-03-01' },
      { ...none, repeat: 'monthly' as const },
      { ...none, repeat: 'yearly' as const },
    ])
      expect(choiceFrom(ruleFrom(choice, START))).toEqual(choice)
    expect(ruleFrom({ ...none, repeat: 'nth' }, START)).toBe('FREQ=MONTHLY;BYDAY=4TU')
    expect(ruleFrom({ ...none, repeat: 'nth' }, '2026-11-30T10:00')).toBe('FREQ=MONTHLY;BYDAY=-1MO')
    expect(choiceFrom('FREQ=MONTHLY;INTERVAL=3').repeat).toBe('custom')
    expect(choiceFrom(null).repeat).toBe('')
  })

  it('find each event its new time', () => {
    const rows = [24, 25, 26].map((day) => ({
      id: `${day}`,
      recurrenceWall: `2026-11-${day}T19:00`,
    }))
    const later = rows.map(({ id }) => ({ id, wall: `2026-11-${id}T20:00` }))
    const moved = later.map(({ wall }) => wall)
    expect(rematch(rows, moved, 60)).toEqual({ kept: later, added: [], dropped: [] })
    // by its day where the shift leads nowhere, and the rest comes and goes
    expect(rematch(rows, ['2026-11-25T08:00', '2026-11-30T08:00'], 0)).toEqual({
      kept: [{ id: '25', wall: '2026-11-25T08:00' }],
      added: ['2026-11-30T08:00'],
      dropped: ['24', '26'],
    })
  })
})
