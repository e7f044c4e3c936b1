import type { ProgressRow } from '../outline/queries.ts'
import type { LessonType } from '../tables.ts'
import type { Unlock } from '../unlocking/rules.ts'

/** What makes a lesson done. */
export type DoneBy = 'mark' | 'end' | 'pass' | 'submitted' | 'accepted'

type Lesson = {
  lessonType: LessonType
  /** of a video or a sound: done once it was played to its end */
  doneAtEnd?: boolean
  /** of an assignment */
  doneWhen?: 'submitted' | 'accepted'
}

export function doneBy({ lessonType, doneAtEnd = true, doneWhen = 'accepted' }: Lesson): DoneBy {
  if (lessonType === 'quiz') return 'pass'
  if (lessonType === 'assignment') return doneWhen
  if (lessonType === 'video' || lessonType === 'audio') return doneAtEnd ? 'end' : 'mark'
  return 'mark'
}

/** The types that one may call done oneself. */
export const MARKED: LessonType[] = ['text', 'download', 'video', 'audio']

export const DONE_BY: Record<DoneBy, string> = {
  mark: 'Done when you say so.',
  end: 'Done when you have played it to the end, or when you say so.',
  pass: 'Done when you pass the quiz.',
  submitted: 'Done when you hand in your work.',
  accepted: 'Done when your work has been accepted.',
}

/** Whole percent; all of it only when nothing is left. */
export const percentDone = (done: number, total: number): number =>
  total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))

type Step = { id: string; publishedAt: Date | null }

/** How many of the lessons that learners know of are done. */
export function countDone(steps: Step[], progress: ProgressRow[]) {
  const done = new Set(progress.flatMap((row) => (row.completedAt ? [row.lessonId] : [])))
  const known = steps.filter(({ publishedAt }) => publishedAt !== null)
  return { done: known.filter(({ id }) => done.has(id)).length, total: known.length }
}

/**
 * The lesson to go on with: the one that was begun last, else the first that is open and not done
 * after the one that was done last, else the first that is; null where nothing is open and left.
 */
export function continueAt<S extends Step>(
  steps: S[],
  unlocks: Record<string, Unlock>,
  progress: ProgressRow[],
): S | null {
  const done = new Set(progress.flatMap((row) => (row.completedAt ? [row.lessonId] : [])))
  const left = (step: S) =>
    step.publishedAt !== null && unlocks[step.id]?.isOpen === true && !done.has(step.id)
  const [last] = progress.toSorted((a, b) => b.touchedAt.getTime() - a.touchedAt.getTime())
  const at = steps.findIndex(({ id }) => id === last?.lessonId)
  return [...steps.slice(Math.max(0, at)), ...steps.slice(0, Math.max(0, at))].find(left) ?? null
}

/** Of a whole, how much a video or sound has to be played to count as played to its end. */
const ENOUGH = 0.95

/**
 * Whether what was played is enough.
 * @param duration seconds of the whole, null where the file does not say: then its player's word counts
 */
export const isPlayedOut = (
  { seconds, isEnded }: { seconds: number; isEnded: boolean },
  duration: number | null,
): boolean => (duration ? seconds >= Math.floor(duration * ENOUGH) : isEnded)

/** Where a player goes on, in seconds: where they were, or from the beginning after the end. */
export const resumeAt = (
  { progressSeconds }: { progressSeconds: number },
  duration: number | null,
): number =>
  isPlayedOut({ seconds: progressSeconds, isEnded: false }, duration) ? 0 : progressSeconds
