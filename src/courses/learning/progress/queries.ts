import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../../tables.ts'
import { isLessonOpenTo } from '../../unlocking/queries.ts'

/** The lesson with its course and space, if it is open to someone who is enrolled. */
const openLesson = (lessonId: string, me: string, onlyIf: SQL): SQL => sql`
  from ${courseLessons} join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  join ${courses} on ${courses.id} = ${courseModules.courseId}
  join ${spaces} on ${spaces.id} = ${courses.spaceId}
  where ${courseLessons.id} = ${lessonId}::uuid and ${isLessonOpenTo(me)} and ${onlyIf}
    and exists (select 1 from ${courseEnrollments}
      where ${courseEnrollments.courseId} = ${courses.id}
        and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null)`

/**
 * Notes how far someone came, in whole seconds. It only ever grows: whichever of two devices says less
 * takes nothing away from the other, whenever their words arrive.
 */
export const saveSeconds = (db: Db, lessonId: string, me: string, seconds: number) =>
  db.execute<{ seconds: number; completedAt: string | null }>(sql`
    insert into ${courseProgress} (id, user_id, course_id, lesson_id, progress_seconds)
    select ${newId()}::uuid, ${me}::uuid, ${courses.id}, ${courseLessons.id}, ${seconds}::int
    ${openLesson(lessonId, me, sql`true`)}
    on conflict (user_id, lesson_id) do update set touched_at = now(),
      progress_seconds = greatest(${courseProgress.progressSeconds}, excluded.progress_seconds)
    returning progress_seconds as seconds, completed_at as "completedAt"`)

/**
 * Notes that someone has finished a lesson that is open to them; the first time counts.
 * @param onlyIf what must hold of the lesson in scope in the moment of writing
 */
export const finishLesson = (db: Db, lessonId: string, me: string, onlyIf: SQL = sql`true`) =>
  db.execute<{ id: string }>(sql`
    insert into ${courseProgress} (id, user_id, course_id, lesson_id, completed_at)
    select ${newId()}::uuid, ${me}::uuid, ${courses.id}, ${courseLessons.id}, now()
    ${openLesson(lessonId, me, onlyIf)}
    on conflict (user_id, lesson_id) do update set touched_at = now(),
      completed_at = coalesce(${courseProgress.completedAt}, excluded.completed_at)
    returning id`)

/** Takes it back; how far they came stays, and so does what they completed by it. */
export const reopenLesson = (db: Db, lessonId: string, me: string) =>
  db
    .update(courseProgress)
    .set({ completedAt: null, touchedAt: sql`now()` })
    .where(
      sql`${courseProgress.lessonId} = ${lessonId}::uuid and ${courseProgress.userId} = ${me}::uuid`,
    )
    .returning({ id: courseProgress.id })
