import { type SQLWrapper, sql } from 'drizzle-orm'
import { newId, newIdPerRow } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import type { Quiz } from '../rules.ts'
import { quizAttempts, quizzes } from '../tables.ts'

/** Makes the changes of a quiz happen one after another. First in the batch. */
const holdLesson = (db: Db, lessonId: string) =>
  db.execute(
    sql`select 1 from ${courseLessons} where ${courseLessons.id} = ${lessonId}::uuid for update`,
  )

const current = (lessonId: SQLWrapper) => sql`(select latest.id from ${quizzes} latest
  where latest.lesson_id = ${lessonId} order by latest.id desc limit 1)`

type Change = {
  lessonId: string
  me: string
  /** the version that was looked at; null when there was none */
  seen: string | null
}

const insertVersion = (db: Db, { lessonId, me, seen }: Change, quiz: Quiz) =>
  db.execute<{ id: string }>(sql`
    insert into ${quizzes} (id, lesson_id, settings, questions)
    select ${newId()}::uuid, ${courseLessons.id}, ${JSON.stringify(quiz.settings)}::jsonb,
      ${JSON.stringify(quiz.questions)}::jsonb
    from ${courseLessons} join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    join ${courses} on ${courses.id} = ${courseModules.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courseLessons.id} = ${lessonId}::uuid and ${courseLessons.lessonType} = 'quiz'
      and ${moderatedBy(me)}
      and ${current(courseLessons.id)} is not distinct from ${seen}::uuid
    returning id`)

/** Versions that nobody was asked are of no use any more. */
const deleteUnasked = (db: Db, lessonId: string) =>
  db.execute(sql`
    delete from ${quizzes} where ${quizzes.lessonId} = ${lessonId}::uuid
      and ${quizzes.id} <> ${current(quizzes.lessonId)}
      and not exists (select 1 from ${quizAttempts} where ${quizAttempts.quizId} = ${quizzes.id})`)

/** A new version of a quiz, for who builds courses; none where someone else made one meanwhile. */
export const changeQuiz = (db: Db, change: Change, quiz: Quiz) =>
  [
    holdLesson(db, change.lessonId),
    insertVersion(db, change, quiz),
    deleteUnasked(db, change.lessonId),
  ] as const

/** Gives copies of lessons the quizzes of those that they were copied from. In the batch that copies. */
export const copyQuizzes = (db: Db, pairs: { from: string; to: string }[]) =>
  db.execute(sql`
    insert into ${quizzes} (id, lesson_id, settings, questions)
    select ${newIdPerRow()}, copied.to, asked.settings, asked.questions
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as copied("from" uuid, "to" uuid)
    join ${quizzes} asked on asked.id = ${current(sql`copied."from"`)}`)

/** The quizzes of a course, key and all, for its export. */
export const quizzesIn = (db: Db, courseId: string) =>
  db
    .select({
      lessonId: quizzes.lessonId,
      settings: quizzes.settings,
      questions: quizzes.questions,
    })
    .from(quizzes)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${quizzes.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .where(
      sql`${courseModules.courseId} = ${courseId}::uuid and ${quizzes.id} = ${current(courseLessons.id)}`,
    )

/** The quiz of a lesson that was just made, as an import brings it. */
export const insertQuiz = (db: Db, lessonId: string, { settings, questions }: Quiz) =>
  db.insert(quizzes).values({ lessonId, settings, questions })
