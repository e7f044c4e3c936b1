import { desc, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import type { Answer } from '../answers/rules.ts'
import { quizAttempts } from '../tables.ts'

/** Attempts that are over, for who looks after the course of their lesson. */
const over = (
  lessonId: string,
  me: string | null,
) => sql`${quizAttempts.lessonId} = ${lessonId}::uuid
  and ${quizAttempts.submittedAt} is not null and exists (select 1 from ${courseLessons}
    join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    join ${courses} on ${courses.id} = ${courseModules.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courseLessons.id} = ${lessonId}::uuid and ${me === null ? sql`false` : moderatedBy(me)})`

/** All attempts in numbers: one row. */
export const attemptNumbers = (db: Db, lessonId: string, me: string | null) =>
  db
    .select({
      attempts: sql<number>`count(*)::int`,
      people: sql<number>`count(distinct ${quizAttempts.userId})::int`,
      passed: sql<number>`count(distinct ${quizAttempts.userId}) filter (where ${quizAttempts.isPassed})::int`,
      percent: sql<
        number | null
      >`avg(100 * ${quizAttempts.points} / nullif(${quizAttempts.pointsOf}, 0))`,
    })
    .from(quizAttempts)
    .where(over(lessonId, me))

/** How each question went: how often it was asked, and how much of it was right, from 0 to 1. */
export const questionNumbers = (db: Db, lessonId: string, me: string | null) =>
  db.execute<{ question: string; asked: number; share: number }>(sql`
    select marked.key as question, count(*)::int as asked,
      avg((marked.value->>'points')::float8 / nullif((marked.value->>'of')::float8, 0))::float8 as share
    from ${quizAttempts}, jsonb_each(${quizAttempts.marks}) marked
    where ${over(lessonId, me)} group by 1`)

/** What was answered to each question, and how often; the most frequent first. */
export const answerNumbers = (db: Db, lessonId: string, me: string | null) =>
  db.execute<{ question: string; answer: Answer; count: number }>(sql`
    select said.key as question, said.value as answer, count(*)::int as count
    from ${quizAttempts}, jsonb_each(${quizAttempts.answers}) said
    where ${over(lessonId, me)} group by 1, 2 order by 3 desc limit 1000`)

/** The last attempts of all. */
export const lastAttempts = (db: Db, lessonId: string, me: string | null) =>
  db
    .select({
      id: quizAttempts.id,
      number: quizAttempts.number,
      submittedAt: quizAttempts.submittedAt,
      points: quizAttempts.points,
      pointsOf: quizAttempts.pointsOf,
      isPassed: quizAttempts.isPassed,
      by: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
    })
    .from(quizAttempts)
    .innerJoin(profiles, sql`${profiles.id} = ${quizAttempts.userId}`)
    .where(over(lessonId, me))
    .orderBy(desc(quizAttempts.submittedAt))
    .limit(50)
export type LastAttempt = Awaited<ReturnType<typeof lastAttempts>>[number]
