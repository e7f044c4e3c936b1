import { sql } from 'drizzle-orm'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { courseEnrollments, courseLessons, courseModules, courseProgress } from '../../tables.ts'

const published = sql`from ${courseLessons}
  join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  where ${courseModules.courseId} = ${courseEnrollments.courseId}
    and ${courseLessons.publishedAt} is not null`

/** How many lessons of a course learners know of, with its enrolment in scope. */
export const lessonsTotal = qualified(sql<number>`(select count(*)::int ${published})`)

/** How many of them the enrolment in scope has finished. */
export const lessonsDone = qualified(sql<number>`(select count(*)::int ${published} and exists (
  select 1 from ${courseProgress} where ${courseProgress.userId} = ${courseEnrollments.userId}
    and ${courseProgress.lessonId} = ${courseLessons.id}
    and ${courseProgress.completedAt} is not null))`)

/** How far someone is in those of some courses in which they are enrolled. */
export const progressOfCourses = (db: Db, me: string | null, courseIds: string[]) =>
  db
    .select({
      courseId: courseEnrollments.courseId,
      enrolledAt: courseEnrollments.enrolledAt,
      completedAt: courseEnrollments.completedAt,
      total: lessonsTotal,
      done: lessonsDone,
    })
    .from(courseEnrollments)
    .where(
      sql`${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null
        and ${courseEnrollments.courseId} = any(${`{${courseIds.join(',')}}`}::uuid[])`,
    )
