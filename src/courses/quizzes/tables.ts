import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { courseLessons } from '../tables.ts'
import type { Answers } from './answers/rules.ts'
import type { Mark } from './grading/rules.ts'
import type { Question, QuizSettings } from './rules.ts'

/**
 * A version of a lesson's quiz, key and all: a change makes a new one, so that what was asked can be
 * judged by what was asked. The last is the one that is asked from now on.
 */
export const quizzes = pgTable(
  'quizzes',
  {
    id: id(),
    lessonId: uuid()
      .notNull()
      .references(() => courseLessons.id, { onDelete: 'cascade' }),
    settings: jsonb().$type<QuizSettings>().notNull(),
    questions: jsonb().$type<Question[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_quizzes_lesson_id').on(t.lessonId, t.id)],
)

export const quizAttempts = pgTable(
  'quiz_attempts',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    lessonId: uuid()
      .notNull()
      .references(() => courseLessons.id, { onDelete: 'cascade' }),
    /** the version that is asked */
    quizId: uuid()
      .notNull()
      .references(() => quizzes.id, { onDelete: 'cascade' }),
    /** from 1 on */
    number: integer().notNull(),
    createdAt: createdAt(),
    /** until when answers count; null without a limit */
    dueAt: instant(),
    /** null while it goes on */
    submittedAt: instant(),
    answers: jsonb().$type<Answers>().notNull().default({}),
    /** by question; null while it goes on */
    marks: jsonb().$type<Record<string, Mark>>(),
    points: doublePrecision(),
    pointsOf: doublePrecision(),
    isPassed: boolean(),
  },
  (t) => [
    unique('quiz_attempts_number').on(t.lessonId, t.userId, t.number),
    // one at a time
    uniqueIndex('quiz_attempts_open').on(t.lessonId, t.userId).where(sql`${t.submittedAt} is null`),
    index('idx_quiz_attempts_user_id').on(t.userId),
    index('idx_quiz_attempts_quiz_id').on(t.quizId),
    index('idx_quiz_attempts_due').on(t.dueAt).where(sql`${t.submittedAt} is null`),
  ],
)
