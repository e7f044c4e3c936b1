import type { LessonNumbers } from './queries.ts'

/** A lesson and how many were lost on the way to it. */
export type Dropped = LessonNumbers & {
  /** percent of all who enrolled that finished it */
  percent: number
  /** how many fewer finished it than the lesson before it */
  lost: number
}

/** Where learners stop: each lesson against the one before it, the first against who enrolled. */
export function dropOff(lessons: LessonNumbers[], enrolled: number): Dropped[] {
  let before = enrolled
  return lessons.map((lesson) => {
    const lost = Math.max(0, before - lesson.finished)
    before = lesson.finished
    return { ...lesson, percent: percentOf(lesson.finished, enrolled), lost }
  })
}

export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.min(100, Math.round((part / whole) * 100))

/** "3 days", "5 h". @param days may be a fraction */
export function spanText(days: number): string {
  if (days < 1) return `${Math.max(1, Math.round(days * 24))} h`
  const whole = Math.round(days)
  return `${whole} ${whole === 1 ? 'day' : 'days'}`
}
