import { type SQL, sql } from 'drizzle-orm'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { lessonsDone, lessonsTotal } from '../../learning/lists/queries.ts'
import { courseEnrollments, courseProgress, courses } from '../../tables.ts'
import type { State } from './rules.ts'

const states: Record<State, SQL> = {
  all: sql`true`,
  learning: sql`(${courseEnrollments.completedAt} is null and ${courseEnrollments.leftAt} is null)`,
  finished: sql`${courseEnrollments.completedAt} is not null`,
  left: sql`${courseEnrollments.leftAt} is not null`,
}

type Asked = { state?: State; q?: string; username?: string; after?: string | null; most: number }

const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * Who is enrolled in a course and how far they are, for who looks after it; the last to enrol first.
 * @param after the id of the last enrolment of the page before
 */
export const learnersIn = (
  db: Db,
  courseId: string,
  me: string | null,
  { state = 'all', q = '', username, after, most }: Asked,
) =>
  db
    .select({
      id: courseEnrollments.id,
      userId: courseEnrollments.userId,
      person: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
      enrolledAt: courseEnrollments.enrolledAt,
      completedAt: courseEnrollments.completedAt,
      leftAt: courseEnrollments.leftAt,
      lastAt: qualified(sql<number | null>`(
        select floor(extract(epoch from max(${courseProgress.touchedAt})) * 1000)::float8
        from ${courseProgress} where ${courseProgress.courseId} = ${courseEnrollments.courseId}
          and ${courseProgress.userId} = ${courseEnrollments.userId})`),
      done: lessonsDone,
      total: lessonsTotal,
    })
    .from(courseEnrollments)
    .innerJoin(profiles, sql`${profiles.id} = ${courseEnrollments.userId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseEnrollments.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(
      sql`${courses.id} = ${courseId}::uuid and ${me === null ? sql`false` : moderatedBy(me)}
        and ${states[state]} and ${username ? sql`${profiles.username} = ${username}` : sql`true`}
        and ${
          q
            ? sql`(${profiles.fullName} ilike ${contains(q)} or ${profiles.username} ilike ${contains(q)})`
            : sql`true`
        } and ${
          after
            ? sql`(${courseEnrollments.enrolledAt}, ${courseEnrollments.id}) < (
                select last.enrolled_at, last.id from ${courseEnrollments} last
                where last.id = ${after}::uuid)`
            : sql`true`
        }`,
    )
    .orderBy(sql`${courseEnrollments.enrolledAt} desc, ${courseEnrollments.id} desc`)
    .limit(most)
export type LearnerRow = Awaited<ReturnType<typeof learnersIn>>[number]
