import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import { type SubmissionStatus, submissions } from '../tables.ts'
import { PAGE } from './rules.ts'

const inCourse = (courseId: string, me: string | null) => sql`${courses.id} = ${courseId}::uuid
  and ${me === null ? sql`false` : moderatedBy(me)}`

/**
 * What was handed in for a course, what has waited longest first; one more than a page tells that
 * there is more.
 * @param after the id of the last one of the page before
 */
export const submissionsIn = (
  db: Db,
  courseId: string,
  me: string | null,
  { status, after }: { status: SubmissionStatus; after: string | null },
) =>
  db
    .select({
      id: submissions.id,
      status: submissions.status,
      versions: submissions.versions,
      submittedAt: submissions.submittedAt,
      grade: submissions.grade,
      lesson: { id: courseLessons.id, title: courseLessons.title },
      author: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
    })
    .from(submissions)
    .innerJoin(profiles, sql`${profiles.id} = ${submissions.userId}`)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${submissions.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseModules.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(
      sql`${inCourse(courseId, me)} and ${submissions.status} = ${status}
        and ${
          after
            ? sql`(${submissions.submittedAt}, ${submissions.id}) > (
                select before.submitted_at, before.id from submissions before where before.id = ${after}::uuid)`
            : sql`true`
        }`,
    )
    .orderBy(submissions.submittedAt, submissions.id)
    .limit(PAGE + 1)
export type QueueRow = Awaited<ReturnType<typeof submissionsIn>>[number]

/** How many there are of each state. */
export const submissionCounts = (db: Db, courseId: string, me: string | null) =>
  db
    .select({ status: submissions.status, count: sql<number>`count(*)::int` })
    .from(submissions)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${submissions.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseModules.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(inCourse(courseId, me))
    .groupBy(submissions.status)
