import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { submissions } from '../../assignments/tables.ts'
import { revokeCertificates } from '../../certificates/queries.ts'
import { holdEnrolment } from '../../learning/completion/queries.ts'
import { quizAttempts } from '../../quizzes/tables.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../../tables.ts'

type Whose = {
  courseId: string
  userId: string
  me: string
  /** one lesson alone */
  lessonId?: string
}

/** Whether someone looks after a course, asked in the statement that writes. */
export const looksAfter = (courseId: string, me: string): SQL => sql`exists (
  select 1 from ${courses} join ${spaces} on ${spaces.id} = ${courses.spaceId}
  where ${courses.id} = ${courseId}::uuid and ${moderatedBy(me)})`

/**
 * Has someone begin anew, in a course or in one lesson of it: what they had finished, how far they
 * had come, their attempts, and what rested on it. What they handed in stays, and may be handed in
 * again. When they enrolled does not change.
 */
export function resetProgress(db: Db, { courseId, userId, me, lessonId }: Whose) {
  const may = looksAfter(courseId, me)
  const lessons = sql`(select ${courseLessons.id} from ${courseLessons}
    join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    where ${courseModules.courseId} = ${courseId}::uuid
      and ${lessonId ? sql`${courseLessons.id} = ${lessonId}::uuid` : sql`true`})`
  return [
    holdEnrolment(db, courseId, userId),
    db
      .delete(courseProgress)
      .where(
        sql`${courseProgress.userId} = ${userId}::uuid and ${courseProgress.lessonId} in ${lessons} and ${may}`,
      ),
    db
      .delete(quizAttempts)
      .where(
        sql`${quizAttempts.userId} = ${userId}::uuid and ${quizAttempts.lessonId} in ${lessons} and ${may}`,
      ),
    db
      .update(submissions)
      .set({ status: 'returned', grade: null })
      .where(
        sql`${submissions.userId} = ${userId}::uuid and ${submissions.lessonId} in ${lessons} and ${may}`,
      ),
    db
      .update(courseEnrollments)
      .set({ completedAt: null })
      .where(
        sql`${courseEnrollments.userId} = ${userId}::uuid
          and ${courseEnrollments.courseId} = ${courseId}::uuid and ${may}`,
      )
      .returning({ id: courseEnrollments.id }),
    revokeCertificates(db, { courseId, userId }, may),
  ] as const
}
