import { instantOf, offsetAt, wallTime } from '../../posts/zones/rules.ts'

const MINUTE = 60_000
/** Minutes that an event lasts of which nobody said when it ends. */
export const USUAL_MINUTES = 60

const at = (wall: string): number => Date.parse(`${wall}Z`)

/** A time on the wall, some minutes of the wall later; clocks that change meanwhile do not count. */
export const wallAfter = (wall: string, minutes: number): string =>
  new Date(at(wall) + minutes * MINUTE).toISOString().slice(0, 16)

/** Minutes from one time on a wall to another. */
export const minutesBetween = (from: string, to: string): number => (at(to) - at(from)) / MINUTE

export const dayOf = (wall: string): string => wall.slice(0, 10)

/** What the wall of a zone shows now. */
export const wallNow = (now: Date, zone: string): string => wallTime(now, zone)

export type Planned = { startsWall: string; endsWall: string; timezone: string }

/**
 * When a plan on the wall begins and ends. An end that clocks move to before the beginning is as
 * far from it as was planned.
 */
export function instantsOf({ startsWall, endsWall, timezone }: Planned): {
  startsAt: Date
  endsAt: Date
} {
  const startsAt = instantOf(startsWall, timezone) ?? new Date(at(startsWall))
  const planned = instantOf(endsWall, timezone) ?? new Date(at(endsWall))
  const lasts = minutesBetween(startsWall, endsWall) * MINUTE
  const endsAt = planned > startsAt ? planned : new Date(startsAt.getTime() + lasts)
  return { startsAt, endsAt }
}

/** Whether two zones' clocks show the same at an instant. */
export const isSameClock = (instant: Date, one: string, other: string): boolean =>
  offsetAt(instant.getTime(), one) === offsetAt(instant.getTime(), other)

/** An event's times, as they are written. */
export type Occurrence = {
  id: string
  startsWall: string
  endsWall: string
  startsAt: Date
  endsAt: Date
}

/** An event of some minutes at a time on the wall. */
export function occurrenceAt(id: string, startsWall: string, minutes: number, timezone: string) {
  const endsWall = wallAfter(startsWall, minutes)
  return { id, startsWall, endsWall, ...instantsOf({ startsWall, endsWall, timezone }) }
}
