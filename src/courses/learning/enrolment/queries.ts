import { sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { learnableBy } from '../../queries.ts'
import { courseEnrollments, courses } from '../../tables.ts'

/**
 * Enrols someone in a course that is open to them, or has them come back to it: when they began is
 * decided once, whatever they do afterwards.
 */
export const enrol = (db: Db, courseId: string, me: string) =>
  db.execute<{ enrolledAt: string }>(sql`
    insert into ${courseEnrollments} (id, user_id, course_id)
    select ${newId()}::uuid, ${me}::uuid, ${courses.id}
    from ${courses} join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courses.id} = ${courseId}::uuid
      and (${learnableBy(me)} or (${courses.isPublished} and ${moderatedBy(me)}))
    on conflict (user_id, course_id) do update set left_at = null,
      returned_at = case when ${courseEnrollments.leftAt} is null
        then ${courseEnrollments.returnedAt} else now() end
    returning enrolled_at as "enrolledAt"`)

/** Has someone leave; all that they did stays for when they come back. */
export const leave = (db: Db, courseId: string, me: string) =>
  db
    .update(courseEnrollments)
    .set({ leftAt: sql`now()` })
    .where(
      sql`${courseEnrollments.courseId} = ${courseId}::uuid
        and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null`,
    )
    .returning({ id: courseEnrollments.id })
