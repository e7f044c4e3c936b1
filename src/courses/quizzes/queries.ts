import { desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { quizzes } from './tables.ts'

/** The quiz of a lesson as it is asked from now on, key and all: one row, or none before it is made. */
export const quizOf = (db: Db, lessonId: string) =>
  db
    .select({ id: quizzes.id, settings: quizzes.settings, questions: quizzes.questions })
    .from(quizzes)
    .where(eq(quizzes.lessonId, lessonId))
    .orderBy(desc(quizzes.id))
    .limit(1)

/** What everyone who may see a lesson may know of its quiz: how much there is, nothing of what. */
export const quizFactsOf = (db: Db, lessonId: string) =>
  db
    .select({
      passMark: sql<number>`(${quizzes.settings}->>'passMark')::int`,
      attempts: sql<number | null>`(${quizzes.settings}->>'attempts')::int`,
      minutes: sql<number | null>`(${quizzes.settings}->>'minutes')::int`,
      questions: sql<number>`jsonb_array_length(${quizzes.questions})`,
      points: sql<number>`(select coalesce(sum((one->>'points')::float8), 0)
        from jsonb_array_elements(${quizzes.questions}) one)`,
    })
    .from(quizzes)
    .where(eq(quizzes.lessonId, lessonId))
    .orderBy(desc(quizzes.id))
    .limit(1)
