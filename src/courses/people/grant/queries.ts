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

/**
 * Notes that someone who is enrolled has finished a lesson, open to them or not: what those who look
 * after the course say.
 * @param onlyIf what must hold in the moment of writing; the lesson, its course and space are in scope
 */
export const grantLesson = (db: Db, lessonId: string, userId: string, onlyIf: SQL) =>
  db.execute<{ id: string }>(sql`
    insert into ${courseProgress} (id, user_id, course_id, lesson_id, completed_at)
    select ${newId()}::uuid, ${userId}::uuid, ${courses.id}, ${courseLessons.id}, now()
    from ${courseLessons} join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    join ${courses} on ${courses.id} = ${courseModules.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courseLessons.id} = ${lessonId}::uuid and ${onlyIf}
      and exists (select 1 from ${courseEnrollments}
        where ${courseEnrollments.courseId} = ${courses.id}
          and ${courseEnrollments.userId} = ${userId}::uuid)
    on conflict (user_id, lesson_id) do update set
      completed_at = coalesce(${courseProgress.completedAt}, excluded.completed_at)
    returning id`)
