import { expect, it } from 'vitest'
import { opensAt, type Standing, type Step, unlocksOf } from './rules.ts'

const now = new Date('2026-03-10T12:00:00Z')
const step = (id: string, more: Partial<Step> = {}): Step => ({
  ...{ id, isPreview: false, dripDelayDays: null, opensAt: null, publishedAt: now },
  ...more,
})
const learner: Standing = {
  ...{ isStaff: false, mayLearn: true, enrolledAt: now, finished: new Set<string>() },
}
const pace = (unlockMode: 'none' | 'sequential' | 'timed' | 'scheduled', timeZone = 'UTC') => ({
  unlockMode,
  timeZone,
})
const whys = (steps: Step[], mode: Parameters<typeof pace>[0], more: Partial<Standing> = {}) =>
  Object.values(unlocksOf(steps, pace(mode), { ...learner, ...more }, now)).map(({ why }) => why)

const three = [step('a'), step('b'), step('c')]

it.each([
  ['staff', 'sequential', { isStaff: true }, ['staff', 'staff', 'staff']],
  ['someone who may not learn', 'none', { mayLearn: false }, ['closed', 'closed', 'closed']],
  ['someone who is not enrolled', 'none', { enrolledAt: null }, ['enrol', 'enrol', 'enrol']],
  ['a learner', 'none', {}, ['open', 'open', 'open']],
  ['a learner, in order', 'sequential', {}, ['open', 'order', 'order']],
  [
    'one who is done with the first',
    'sequential',
    { finished: new Set(['a']) },
    ['finished', 'open', 'order'],
  ],
  // lessons were reordered: what was finished stays open, and opens what follows it
  [
    'one who is done with the second',
    'sequential',
    { finished: new Set(['b']) },
    ['open', 'finished', 'open'],
  ],
  ['someone without a date', 'scheduled', {}, ['unset', 'unset', 'unset']],
] as const)('%s (%s)', (_, mode, more, expected) => {
  expect(whys(three, mode, more)).toEqual(expected)
})

it('is open to everyone in a preview, and to nobody in a draft', () => {
  const steps = [step('a', { isPreview: true }), step('b', { publishedAt: null }), step('c')]
  expect(whys(steps, 'none', { mayLearn: false })).toEqual(['preview', 'draft', 'closed'])
  // a draft is not waited for
  expect(whys(steps, 'sequential', { finished: new Set(['a']) })).toEqual([
    'preview',
    'draft',
    'open',
  ])
})

it('does not lock what was finished, whatever its date becomes', () => {
  const late = [step('a', { opensAt: '2999-01-01T00:00' })]
  expect(whys(late, 'scheduled', { finished: new Set(['a']) })).toEqual(['finished'])
  expect(whys(late, 'scheduled')).toEqual(['later'])
})

it.each([
  // the same time of day, over the nights on which clocks change
  ['timed', 'Europe/Berlin', { dripDelayDays: 1 }, '2026-03-28T10:30:20Z', '2026-03-29T09:30:00Z'],
  ['timed', 'Europe/Berlin', { dripDelayDays: 1 }, '2026-10-24T09:30:00Z', '2026-10-25T10:30:00Z'],
  ['timed', 'Asia/Kolkata', { dripDelayDays: 7 }, '2026-01-01T20:00:00Z', '2026-01-08T20:00:00Z'],
  // a time that the clocks skip is moved on
  [
    'timed',
    'America/New_York',
    { dripDelayDays: 1 },
    '2026-03-07T07:30:00Z',
    '2026-03-08T07:30:00Z',
  ],
  [
    'scheduled',
    'Europe/Berlin',
    { opensAt: '2026-07-01T09:00' },
    '2026-01-01T00:00:00Z',
    '2026-07-01T07:00:00Z',
  ],
  [
    'scheduled',
    'UTC',
    { opensAt: '2026-07-01T09:00' },
    '2026-01-01T00:00:00Z',
    '2026-07-01T09:00:00Z',
  ],
] as const)('%s in %s, %o', (mode, zone, more, enrolled, at) => {
  const opened = opensAt(step('a', more), pace(mode, zone), new Date(enrolled))
  expect(opened?.toISOString()).toBe(new Date(at).toISOString())
})

it('asks no clock where none decides', () => {
  expect(opensAt(step('a', { dripDelayDays: 5 }), pace('none'), now)).toBeNull()
  expect(opensAt(step('a', { dripDelayDays: 0 }), pace('timed'), now)).toBeNull()
})
