import { type Rematch, rematch } from '../../series/plan/rules.ts'
import { endedBy, isOpenEnded, MOST_AHEAD, partsOf, timesOf } from '../../series/rules.ts'
import { minutesBetween, wallAfter } from '../../times/rules.ts'
import type { Draft } from '../draft/rules.ts'
import type { Scope } from '../rules.ts'

/** One event of a series, as far as its plan goes. */
export type Step = {
  id: string
  recurrenceWall: string
  ownFields: string[]
  startsAt: Date
}

export type Series = {
  id: string
  rule: string
  startsWall: string
  timezone: string
  minutes: number
}

/** What a change of several events of a series does. */
export type SeriesPlan = {
  /** the events that are changed, the edited one among them */
  ids: string[]
  /** where the series is parted: its beginning stays as it was and ends with this rule */
  parted: { rule: string } | null
  /** the series from then on */
  next: { rule: string; startsWall: string; timezone: string; minutes: number }
  /** null while the plan of its times stays */
  times: Rematch | null
}

type Change = {
  row: { id: string; startsWall: string; rule: string | null }
  draft: Draft
  scope: Exclude<Scope, 'this'>
  isMoved: boolean
}

/**
 * What happens to a series when one of its events is changed with those that follow, or with all.
 * What has been stays where it was: a new plan begins with the first that is still to come.
 * @param horizon the last time on the wall for which events are made
 */
export function planSeries(
  series: Series,
  steps: Step[],
  { row, draft, scope, isMoved }: Change,
  { now, horizon }: { now: Date; horizon: string },
): SeriesPlan {
  const edited = steps.find(({ id }) => id === row.id)
  const isRescheduled = isMoved || draft.rule !== series.rule
  const from = scope === 'following' ? (edited?.recurrenceWall ?? '') : ''
  const isChanged = (step: Step) =>
    step.id === row.id ||
    (step.recurrenceWall >= from &&
      (!isRescheduled || scope === 'following' || step.startsAt > now))
  const changed = steps.filter(isChanged)
  const before = steps.filter((step) => !changed.includes(step))
  const first = changed[0]?.recurrenceWall ?? series.startsWall
  const shift = minutesBetween(row.startsWall, draft.startsWall)
  const isParted = before.some(({ recurrenceWall }) => recurrenceWall < first)
  const startsWall = isParted || isRescheduled ? wallAfter(first, shift) : series.startsWall
  const rule =
    draft.rule === series.rule && isParted ? remaining(series, first) : draft.rule || series.rule
  const minutes = isMoved ? minutesBetween(draft.startsWall, draft.endsWall) : series.minutes
  const timezone = isMoved ? draft.timezone : series.timezone
  const most = isOpenEnded(rule) ? Math.max(MOST_AHEAD, changed.length) : MOST_AHEAD * 10
  const times = isRescheduled
    ? rematch(changed, timesOf(rule, startsWall, { to: horizon, most }), shift)
    : null
  return {
    ids: changed.map(({ id }) => id),
    parted: isParted ? { rule: endedBy(series.rule, lastOf(before, first)) } : null,
    next: { rule, startsWall: times?.kept[0]?.wall ?? startsWall, timezone, minutes },
    times,
  }
}

const lastOf = (before: Step[], first: string): string =>
  before
    .map(({ recurrenceWall }) => recurrenceWall)
    .filter((wall) => wall < first)
    .sort()
    .at(-1) ?? first

/** The rule of what is left of a series from a time on: fewer, where it says how many. */
function remaining({ rule, startsWall }: Series, from: string): string {
  const parts = partsOf(rule)
  const count = Number(parts?.get('COUNT') ?? 0)
  if (!parts || !count) return rule
  const gone = timesOf(rule, startsWall, { to: from, most: count }).filter((wall) => wall < from)
  const rest = Math.max(1, count - gone.length)
  return rule.replace(/COUNT=\d+/, `COUNT=${rest}`)
}
