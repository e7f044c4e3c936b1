import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Db } from '../../../../db/connect.ts'
import { holdEnrolment, settleCompletion } from '../../../learning/completion/queries.ts'
import { finishLesson } from '../../../learning/progress/queries.ts'
import type { Answers } from '../../answers/rules.ts'
import { gradeOf } from '../../grading/rules.ts'
import type { Quiz } from '../../rules.ts'
import { quizAttempts } from '../../tables.ts'
import { handIn, hasPassed, openAttempts } from '../queries.ts'

type Closing = { id: string; userId: string; lessonId: string; courseId: string; quiz: Quiz }

/** The statements that end an attempt, and finish its lesson if it has passed. */
export const closing = (
  db: Db,
  { id, userId, lessonId, courseId, quiz }: Closing,
  answers: Answers,
) =>
  [
    holdEnrolment(db, courseId, userId),
    handIn(db, id, answers, gradeOf(quiz, answers)),
    finishLesson(db, lessonId, userId, hasPassed(id)),
    settleCompletion(db, courseId, userId),
  ] as const satisfies readonly BatchItem<'pg'>[]

/** Those whose time is up, and was up when answers on their way had come; so many at once. */
export const overdueAttempts = (db: Db, now: Date, most: number) =>
  openAttempts(
    db,
    sql`${quizAttempts.dueAt} < ${now.toISOString()}::timestamptz - interval '30 seconds'`,
    most,
  )
