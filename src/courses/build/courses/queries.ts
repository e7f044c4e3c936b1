import { sql } from 'drizzle-orm'
import { newIdPerRow } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { spaceAt } from '../../../spaces/manage/queries.ts'
import { visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseGrants } from '../../grants/tables.ts'
import { learnableBy } from '../../queries.ts'
import { courseEnrollments, courses } from '../../tables.ts'
import { buildableBy, mayChange } from '../queries.ts'
import type { NewCourse } from './rules.ts'

type At = { id: string; me: string }

/** A space for courses, if someone may enter it: one row or none. */
export const findCourseSpace = (db: Db, slug: string, space: string, me: string | null) =>
  db
    .select({ id: spaces.id, slug: spaces.slug, name: spaces.name })
    .from(spaces)
    .where(
      sql`${spaces.id} = ${spaceAt(slug, space)} and ${spaces.spaceType} = 'course'
        and ${visibleTo(me)}`,
    )

/** A new course, last in its space, as a draft. Gives its id, or nothing. */
export const insertCourse = (db: Db, { id, me }: At, spaceId: string, course: NewCourse) =>
  db.execute<{ id: string }>(sql`
    insert into ${courses} (id, space_id, title, description, time_zone, sort_order)
    select ${id}::uuid, ${spaces.id}, ${course.title}, ${course.description}, ${course.timeZone},
      coalesce((select max(beside.sort_order) + 1 from ${courses} beside
        where beside.space_id = ${spaces.id}), 0)
    from ${spaces} where ${spaces.id} = ${spaceId}::uuid and ${spaces.spaceType} = 'course'
      and ${buildableBy(me)}
    returning id`)

export type CourseWrite = Partial<
  Pick<
    typeof courses.$inferInsert,
    | 'title'
    | 'description'
    | 'timeZone'
    | 'coverUrl'
    | 'unlockMode'
    | 'accessType'
    | 'priceCents'
    | 'currency'
    | 'requiredTierIds'
    | 'isPublished'
    | 'spaceId'
  >
> & { certificate?: boolean }

/** Changes a course: its id, or nothing. */
export const updateCourse = (db: Db, { id, me }: At, { certificate, ...change }: CourseWrite) =>
  db
    .update(courses)
    .set({
      ...change,
      // whoever was not told of what opened before is not told of it now
      ...((change.unlockMode || change.timeZone || change.isPublished) && { sweptAt: sql`now()` }),
      ...(certificate !== undefined && {
        settings: sql`${courses.settings} || ${JSON.stringify({ certificate })}::jsonb`,
      }),
    })
    .where(sql`${courses.id} = ${id}::uuid and ${mayChange(id, me)}`)
    .returning({ id: courses.id })

/**
 * Leaves a course open to those who learn in it by what it asks now, whatever it will ask. Goes
 * before the change, in its batch.
 */
export const keepLearners = (db: Db, { id, me }: At) =>
  db.execute(sql`
    insert into ${courseGrants} (id, course_id, profile_id, source, reference)
    select ${newIdPerRow()}, ${courses.id}, ${courseEnrollments.userId}, 'comp', 'learned before'
    from ${courseEnrollments}
    join ${courses} on ${courses.id} = ${courseEnrollments.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courses.id} = ${id}::uuid and ${courseEnrollments.leftAt} is null
      and ${learnableBy(courseEnrollments.userId)} and ${mayChange(id, me)}
    on conflict (profile_id, course_id, source, reference) where ends_at is null do nothing`)

export const deleteCourse = (db: Db, { id, me }: At) =>
  db
    .delete(courses)
    .where(sql`${courses.id} = ${id}::uuid and ${mayChange(id, me)}`)
    .returning({ id: courses.id })
