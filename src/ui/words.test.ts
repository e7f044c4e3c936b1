import { expect, it } from 'vitest'
import { short } from './count.tsx'
import { initials, tone } from './initials.ts'
import { relative } from './time.tsx'

const now = new Date('2026-11-22T12:00:00Z')

it.each([
  ['2026-11-22T11:59:31Z', 'now'],
  ['2026-11-22T11:59:00Z', '1 min'],
  ['2026-11-22T09:00:00Z', '3 h'],
  ['2026-11-16T12:00:01Z', '5 d'],
  ['2026-11-15T12:00:00Z', 'Nov 15'],
  ['2025-11-15T12:00:00Z', 'Nov 15, 2025'],
  ['2026-11-22T15:00:00Z', 'in 3 h'],
  ['2027-02-01T00:00:00Z', 'Feb 1, 2027'],
])('%s is "%s"', (at, words) => expect(relative(new Date(at), now)).toBe(words))

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [1999, '1.9k'],
  [12_999, '12k'],
  [999_999, '999k'],
  [5_610_000, '5.6M'],
])('%i is short as %s', (n, words) => expect(short(n)).toBe(words))

it.each([
  ['Mara Lindqvist', 'ML'],
  ['Sam', 'S'],
  ['ada lovelace the third', 'AT'],
  ['ليلى حداد', 'لح'],
  ['🌻🌻', '?'],
  ['', '?'],
  ['𝒜lma O’Neil', '𝒜N'],
])('%s has the initials %s', (name, letters) => expect(initials(name)).toBe(letters))

it('gives a name the same colour every time', () => {
  expect(tone('Mara')).toBe(tone('Mara'))
  for (const name of ['', 'a', '🌻', 'x'.repeat(500)]) expect(tone(name)).toBeLessThan(10)
})
