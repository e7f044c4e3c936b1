import { instantOf, isZone } from '../../../posts/zones/rules.ts'
import type { Errors } from '../../../ui/input.ts'
import type { EventRow } from '../../queries.ts'
import { type Choice, choiceFrom, type Repeat, ruleFrom } from '../../series/choice/rules.ts'
import { minutesBetween, USUAL_MINUTES, wallAfter } from '../../times/rules.ts'
import type { EventChange, NewEvent } from '../rules.ts'

/** What is written of an event, once its times have been understood. */
export type Draft = Pick<
  NewEvent,
  | ('title' | 'description' | 'coverUrl' | 'eventType' | 'location' | 'linkUrl')
  | ('capacity' | 'guestNames' | 'coHosts' | 'timezone')
> & { startsWall: string; endsWall: string; rule: string }

export type Planned = { draft: Draft; errors: null } | { draft: null; errors: Errors }

const MAX_DAYS = 60
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

const wallFrom = (text: string): string => (WALL.test(text) ? text.slice(0, 16) : '')

/** Turns what was typed into what is written, or says what is wrong with its times. */
export function planOf(value: Omit<NewEvent, 'id' | 'publish'>): Planned {
  const { timezone, repeat, rule, days, until, count, startsAt, endsAt, ...words } = value
  const errors: Errors = {}
  const startsWall = wallFrom(startsAt)
  if (!isZone(timezone)) errors.timezone = 'Choose a time zone.'
  else if (!startsWall || !instantOf(startsWall, timezone))
    errors.startsAt = 'Choose when it begins.'
  else if (!/^20\d\d/.test(startsWall)) errors.startsAt = 'Choose a year of this century.'
  const endsWall = wallFrom(endsAt) || (startsWall && wallAfter(startsWall, USUAL_MINUTES))
  if (endsAt && !wallFrom(endsAt)) errors.endsAt = 'Choose when it ends.'
  if (startsWall && endsWall && !errors.startsAt && !errors.endsAt && !errors.timezone) {
    const lasts = minutesBetween(startsWall, endsWall)
    if (!(lasts > 0)) errors.endsAt = 'It ends before it begins.'
    else if (lasts > MAX_DAYS * 24 * 60) errors.endsAt = `Keep it within ${MAX_DAYS} days.`
  }
  if (Object.keys(errors).length) return { draft: null, errors }
  const chosen =
    repeat && repeat !== 'custom'
      ? ruleFrom({ repeat, days, until, count }, startsWall)
      : repeat === ''
        ? ''
        : (rule ?? '')
  if (until && chosen.includes('UNTIL') && until < startsWall.slice(0, 10))
    return { draft: null, errors: { until: 'Choose a later day.' } }
  return { draft: { ...words, timezone, startsWall, endsWall, rule: chosen }, errors: null }
}

export type OwnRow = EventRow & { linkUrl: string | null }

/** An event as its form shows it. */
export const typedFrom = (
  row: OwnRow,
): Omit<NewEvent, 'id' | 'publish' | 'repeat'> & { repeat: Repeat; rule: string } => ({
  title: row.title,
  description: row.description,
  coverUrl: row.coverUrl,
  eventType: row.eventType,
  location: row.location,
  linkUrl: row.linkUrl,
  startsAt: row.startsWall,
  endsAt: row.endsWall ?? '',
  timezone: row.timezone,
  capacity: row.capacity,
  guestNames: row.guestNames,
  coHosts: row.coHosts.map(({ username }) => username),
  ...choiceFrom(row.rule),
  rule: row.rule ?? '',
})

/** What a change makes of an event; who says nothing of how it repeats leaves that as it is. */
export function planChange(row: OwnRow, { scope: _scope, ...change }: EventChange): Planned {
  const known = typedFrom(row)
  const keeps =
    change.rule === undefined && (change.repeat === undefined || isSameChoice(known, change))
  const said = keeps ? { repeat: 'custom' as const, rule: known.rule } : {}
  // who moves the beginning alone moves the end with it
  const isMoved = change.startsAt !== undefined && change.endsAt === undefined
  const lasts = minutesBetween(row.startsWall, row.endsWall ?? wallAfter(row.startsWall, 60))
  const moved =
    isMoved && WALL.test(change.startsAt ?? '')
      ? { endsAt: wallAfter(wallFrom(change.startsAt ?? ''), lasts) }
      : {}
  // a form without a ticked day says nothing of days
  const ticked = change.repeat !== undefined && !change.days ? { days: [] } : {}
  const whole = { ...known, repeat: undefined, ...moved, ...ticked, ...change, ...said }
  return planOf(whole)
}

/** Whether a form says of the rule what it was shown, however that was written. */
const isSameChoice = (known: Choice, said: Partial<Choice>): boolean =>
  said.repeat === known.repeat &&
  [...(said.days ?? [])].sort().join() === [...known.days].sort().join() &&
  (said.until ?? '') === known.until &&
  (said.count ?? null) === known.count
