import { describe, expect, it } from 'vitest'
import { instantOf, wallTime, zoneNames } from './rules.ts'

describe('instantOf', () => {
  it.each([
    ['2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
    ['2026-07-01T12:00', 'Asia/Kolkata', '2026-07-01T06:30:00.000Z'],
    ['2026-12-31T23:59', 'Pacific/Apia', '2026-12-31T10:59:00.000Z'],
    ['2026-07-01T12:00:00+02:00', 'UTC', '2026-07-01T10:00:00.000Z'],
    // the clocks skip this one, and show the next twice
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(instantOf(text, zone)?.toISOString()).toBe(instant)
  })

  it.each([
    ['2026-02-31T10:00', 'UTC'],
    ['2026-07-01T12:00', 'Nowhere/Else'],
    ['tomorrow', 'UTC'],
    ['', 'UTC'],
  ])('%s in %s is none', (text, zone) => {
    expect(instantOf(text, zone)).toBeNull()
  })
})

describe('wallTime', () => {
  it('shows an instant on the wall of a zone', () => {
    expect(wallTime(new Date('2026-07-01T10:00Z'), 'Europe/Berlin')).toBe('2026-07-01T12:00')
  })
})

it('offers the zones of the world', () => {
  expect(zoneNames().length).toBeGreaterThan(300)
})
