import * as z from 'zod'
import type { Quiz } from '../rules.ts'

/** Seconds after the time is up in which answers that were on their way still count. */
export const GRACE = 20

type Going = { dueAt: Date | null; submittedAt: Date | null }

/** Whether the time of an attempt is up, with what answers need to arrive. */
export const isOverdue = ({ dueAt, submittedAt }: Going, now: Date): boolean =>
  submittedAt === null && dueAt !== null && now.getTime() > dueAt.getTime() + GRACE * 1000

/** Seconds that are left; null without a limit. */
export const secondsLeft = ({ dueAt }: Going, now: Date): number | null =>
  dueAt && Math.max(0, Math.ceil((dueAt.getTime() - now.getTime()) / 1000))

type Attempt = { submittedAt: Date | null; isPassed: boolean | null }

/** How many attempts are left; null where there may be any number. */
export const attemptsLeft = (most: number | null, attempts: Attempt[]): number | null =>
  most === null ? null : Math.max(0, most - attempts.length)

/** Whether someone may see the right answers now. */
export function isRevealed({ settings }: Quiz, attempts: Attempt[]): boolean {
  if (settings.reveal !== 'end') return settings.reveal === 'always'
  const isOver = attemptsLeft(settings.attempts, attempts) === 0
  return attempts.some(({ isPassed }) => isPassed) || isOver
}

/** The fields of a quiz: named by its questions, read by `answersFrom`. */
export const Fields = z.record(
  z.string().max(200),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
)
