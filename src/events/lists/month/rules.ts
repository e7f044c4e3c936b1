import { wallTime } from '../../../posts/zones/rules.ts'
import { dayOf } from '../../times/rules.ts'
import type { Card } from '../rules.ts'

const DAY = 24 * 3600_000
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The days of the weeks that a month touches, Monday first: `2026-11-24`. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00Z`)
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00Z`)
  const weeks: string[][] = []
  for (let at = start; at < next; at += 7 * DAY)
    weeks.push(Array.from({ length: 7 }, (_, day) => isoDay(at + day * DAY)))
  return weeks
}

/** A month some months later. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

/**
 * The events of each day, in the viewer's zone, or each in its own. One that goes over days stands
 * on each of them.
 */
export function byDay(cards: Card[], zone: string | null): Map<string, Card[]> {
  const days = new Map<string, Card[]>()
  for (const card of cards) {
    const own = zone ?? card.timezone
    const first = dayOf(wallTime(card.startsAt, own))
    const last = dayOf(wallTime(new Date(card.endsAt.getTime() - 1), own))
    const isLate = card.endsAt.getTime() - card.startsAt.getTime() < 12 * 3600_000
    const end = isLate ? first : last
    for (let at = Date.parse(`${first}T00:00Z`); isoDay(at) <= end; at += DAY)
      days.set(isoDay(at), [...(days.get(isoDay(at)) ?? []), card])
  }
  return days
}
