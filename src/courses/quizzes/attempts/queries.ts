import { desc, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseEnrollments, courseLessons, courseModules, courses } from '../../tables.ts'
import { isLessonOpenTo } from '../../unlocking/queries.ts'
import type { Answers } from '../answers/rules.ts'
import type { Grade } from '../grading/rules.ts'
import { quizAttempts, quizzes } from '../tables.ts'

const columns = {
  id: quizAttempts.id,
  number: quizAttempts.number,
  createdAt: quizAttempts.createdAt,
  dueAt: quizAttempts.dueAt,
  submittedAt: quizAttempts.submittedAt,
  points: quizAttempts.points,
  pointsOf: quizAttempts.pointsOf,
  isPassed: quizAttempts.isPassed,
}

/** Someone's attempts at a quiz, the last first. */
export const attemptsOf = (db: Db, lessonId: string, me: string | null) =>
  db
    .select(columns)
    .from(quizAttempts)
    .where(
      sql`${quizAttempts.lessonId} = ${lessonId}::uuid and ${quizAttempts.userId} = ${me}::uuid`,
    )
    .orderBy(desc(quizAttempts.number))
export type AttemptRow = Awaited<ReturnType<typeof attemptsOf>>[number]

const whole = {
  ...columns,
  userId: quizAttempts.userId,
  answers: quizAttempts.answers,
  marks: quizAttempts.marks,
  quiz: { id: quizzes.id, settings: quizzes.settings, questions: quizzes.questions },
}

/** An attempt with what it asks, key and all: one's own, or for who looks after the course any. */
export const findAttempt = (db: Db, lessonId: string, id: string, me: string | null) =>
  db
    .select({
      ...whole,
      by: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
    })
    .from(quizAttempts)
    .innerJoin(quizzes, sql`${quizzes.id} = ${quizAttempts.quizId}`)
    .innerJoin(profiles, sql`${profiles.id} = ${quizAttempts.userId}`)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${quizAttempts.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseModules.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(
      sql`${quizAttempts.id} = ${id}::uuid and ${quizAttempts.lessonId} = ${lessonId}::uuid
        and (${quizAttempts.userId} = ${me}::uuid
          or (${quizAttempts.submittedAt} is not null and ${me === null ? sql`false` : moderatedBy(me)}))`,
    )

/** Attempts that go on, with what they ask: of one person in one quiz, or those whose time is up. */
export const openAttempts = (db: Db, only: SQL, most: number) =>
  db
    .select({ ...whole, lessonId: quizAttempts.lessonId, courseId: courseModules.courseId })
    .from(quizAttempts)
    .innerJoin(quizzes, sql`${quizzes.id} = ${quizAttempts.quizId}`)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${quizAttempts.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .where(sql`${quizAttempts.submittedAt} is null and ${only}`)
    .limit(most)

export const openAttemptOf = (db: Db, lessonId: string, me: string | null) =>
  openAttempts(
    db,
    sql`${quizAttempts.lessonId} = ${lessonId}::uuid and ${quizAttempts.userId} = ${me}::uuid`,
    1,
  )

/** Whether someone takes part: they are enrolled, or look after the course and try it. */
const takesPart = (me: string): SQL => sql`(${moderatedBy(me)} or exists (
  select 1 from ${courseEnrollments} where ${courseEnrollments.courseId} = ${courses.id}
    and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null))`

/**
 * Begins an attempt at the quiz as it is now, if it is open to them and an attempt is left. Two at
 * once are one: one goes on at a time, and each has its number.
 */
export const startAttempt = (db: Db, id: string, lessonId: string, me: string) =>
  db.execute<{ id: string }>(sql`
    insert into ${quizAttempts} (id, user_id, lesson_id, quiz_id, number, due_at)
    select ${id}::uuid, ${me}::uuid, ${courseLessons.id}, asked.id, taken.last + 1,
      now() + (asked.settings->>'minutes')::int * interval '1 minute'
    from ${courseLessons} join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    join ${courses} on ${courses.id} = ${courseModules.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    cross join lateral (select latest.* from ${quizzes} latest
      where latest.lesson_id = ${courseLessons.id} order by latest.id desc limit 1) asked
    cross join lateral (select count(*) as n, coalesce(max(own.number), 0) as last
      from ${quizAttempts} own
      where own.lesson_id = ${courseLessons.id} and own.user_id = ${me}::uuid) taken
    where ${courseLessons.id} = ${lessonId}::uuid and ${courseLessons.lessonType} = 'quiz'
      and jsonb_array_length(asked.questions) > 0 and ${isLessonOpenTo(me)} and ${takesPart(me)}
      and taken.n < coalesce((asked.settings->>'attempts')::int, 1000000)
    on conflict do nothing returning id`)

/** Keeps what was answered so far, while there is time. */
export const saveAnswers = (db: Db, id: string, me: string, answers: Answers) =>
  db
    .update(quizAttempts)
    .set({ answers })
    .where(
      sql`${quizAttempts.id} = ${id}::uuid and ${quizAttempts.userId} = ${me}::uuid
        and ${quizAttempts.submittedAt} is null
        and coalesce(${quizAttempts.dueAt} > now() - interval '20 seconds', true)`,
    )
    .returning({ id: quizAttempts.id })

/** Ends an attempt with its grade. Only the first time: who hands in twice has handed in once. */
export const handIn = (db: Db, id: string, answers: Answers, grade: Grade) =>
  db
    .update(quizAttempts)
    .set({
      ...{ answers, marks: grade.marks, points: grade.points, pointsOf: grade.of },
      ...{ isPassed: grade.isPassed, submittedAt: sql`now()` },
    })
    .where(sql`${quizAttempts.id} = ${id}::uuid and ${quizAttempts.submittedAt} is null`)
    .returning({ id: quizAttempts.id })

/** What must hold for a quiz to be done: this attempt has passed, by what is written by now. */
export const hasPassed = (id: string): SQL => sql`exists (
  select 1 from ${quizAttempts} where ${quizAttempts.id} = ${id}::uuid and ${quizAttempts.isPassed})`
