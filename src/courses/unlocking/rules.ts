import { instantOf, wallTime } from '../../posts/zones/rules.ts'
import type { UnlockMode } from '../tables.ts'

/** What of a course decides when its lessons open. */
export type Pace = { unlockMode: UnlockMode; timeZone: string }

/** What of a lesson decides it. */
export type Step = {
  id: string
  isPreview: boolean
  dripDelayDays: number | null
  /** what the course's clocks show when it opens */
  opensAt: string | null
  publishedAt: Date | null
}

/** How someone stands to a course. */
export type Standing = {
  /** builds and looks after it: nothing is locked */
  isStaff: boolean
  /** may learn in it at this moment: the course is published, and open to them by what it asks */
  mayLearn: boolean
  /** when they enrolled; null before that, and after they left */
  enrolledAt: Date | null
  /** the lessons that they have finished */
  finished: ReadonlySet<string>
}

export type Unlock =
  | { isOpen: true; why: 'staff' | 'preview' | 'finished' | 'open' }
  /** they may not learn here; they may, and have not enrolled */
  | { isOpen: false; why: 'closed' | 'enrol' }
  /** it opens by itself */
  | { isOpen: false; why: 'later'; at: Date }
  /** another lesson comes first */
  | { isOpen: false; why: 'order'; after: string }
  /** no date has been set yet */
  | { isOpen: false; why: 'unset' }
  /** learners do not know of it */
  | { isOpen: false; why: 'draft' }

/**
 * Whether a lesson is open to someone, and if not, why and until when. The one rule of locks: every
 * page, file and notification asks it, or the SQL beside it, which says the same.
 * @param before the lesson that comes right before it among those that are published; null for the first
 */
export function unlockOf(
  step: Step,
  pace: Pace,
  { isStaff, mayLearn, enrolledAt, finished }: Standing,
  before: Pick<Step, 'id'> | null,
  now: Date,
): Unlock {
  if (isStaff) return { isOpen: true, why: 'staff' }
  if (step.publishedAt === null) return { isOpen: false, why: 'draft' }
  if (step.isPreview) return { isOpen: true, why: 'preview' }
  if (!mayLearn) return { isOpen: false, why: 'closed' }
  if (enrolledAt === null) return { isOpen: false, why: 'enrol' }
  if (finished.has(step.id)) return { isOpen: true, why: 'finished' }
  if (pace.unlockMode === 'sequential' && before && !finished.has(before.id))
    return { isOpen: false, why: 'order', after: before.id }
  if (pace.unlockMode === 'scheduled' && step.opensAt === null)
    return { isOpen: false, why: 'unset' }
  const at = opensAt(step, pace, enrolledAt)
  return at === null || at <= now
    ? { isOpen: true, why: 'open' }
    : { isOpen: false, why: 'later', at }
}

/**
 * When a lesson opens by the clock to who enrolled at a moment; null where no clock decides. Days
 * after enrolment end at the same time of day, as the course's clocks show it.
 */
export function opensAt(
  { dripDelayDays, opensAt }: Pick<Step, 'dripDelayDays' | 'opensAt'>,
  { unlockMode, timeZone }: Pace,
  enrolledAt: Date,
): Date | null {
  if (unlockMode === 'scheduled') return opensAt === null ? null : instantOf(opensAt, timeZone)
  if (unlockMode !== 'timed' || !dripDelayDays) return null
  const wall = Date.parse(`${wallTime(enrolledAt, timeZone)}Z`) + dripDelayDays * DAY
  return instantOf(new Date(wall).toISOString().slice(0, 16), timeZone)
}

const DAY = 24 * 3600_000

/** The same for all lessons of a course, in the order of its outline; by their ids. */
export function unlocksOf(
  steps: Step[],
  pace: Pace,
  standing: Standing,
  now: Date,
): Record<string, Unlock> {
  let before: Step | null = null
  const unlocks: Record<string, Unlock> = {}
  for (const step of steps) {
    unlocks[step.id] = unlockOf(step, pace, standing, before, now)
    if (step.publishedAt) before = step
  }
  return unlocks
}
