import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { looksAfter } from '../people/reset/queries.ts'
import { courseEnrollments, courseLessons, courseModules, courseProgress } from '../tables.ts'

const allowed = (courseId: string, me: string | null) =>
  me === null ? sql`false` : looksAfter(courseId, me)

/** A course in numbers: one row. Times in days. */
export const courseNumbers = (db: Db, courseId: string, me: string | null) =>
  db
    .select({
      enrolled: sql<number>`count(*)::int`,
      left: sql<number>`count(${courseEnrollments.leftAt})::int`,
      finished: sql<number>`count(${courseEnrollments.completedAt})::int`,
      /** at something in the last week */
      active: sql<number>`(select count(distinct ${courseProgress.userId})::int from ${courseProgress}
        where ${courseProgress.courseId} = ${courseId}::uuid
          and ${courseProgress.touchedAt} > now() - interval '7 days')`,
      /** half of those who finished took no longer */
      daysToFinish: sql<
        number | null
      >`(percentile_cont(0.5) within group (order by extract(epoch from
        ${courseEnrollments.completedAt} - ${courseEnrollments.enrolledAt}) / 86400)
        filter (where ${courseEnrollments.completedAt} is not null))`,
    })
    .from(courseEnrollments)
    .where(sql`${courseEnrollments.courseId} = ${courseId}::uuid and ${allowed(courseId, me)}`)

/** How many began and how many finished each lesson, in the order of the outline. */
export const lessonNumbers = (db: Db, courseId: string, me: string | null) =>
  db
    .select({
      id: courseLessons.id,
      title: courseLessons.title,
      lessonType: courseLessons.lessonType,
      begun: sql<number>`count(${courseProgress.id})::int`,
      finished: sql<number>`count(${courseProgress.completedAt})::int`,
    })
    .from(courseLessons)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .leftJoin(courseProgress, sql`${courseProgress.lessonId} = ${courseLessons.id}`)
    .where(
      sql`${courseModules.courseId} = ${courseId}::uuid and ${courseLessons.publishedAt} is not null
        and ${allowed(courseId, me)}`,
    )
    .groupBy(courseLessons.id, courseModules.id)
    .orderBy(courseModules.sortOrder, courseModules.id, courseLessons.sortOrder, courseLessons.id)
export type LessonNumbers = Awaited<ReturnType<typeof lessonNumbers>>[number]

/** How many enrolled in each of the last twelve weeks, the oldest first. */
export const enrolmentsByWeek = (db: Db, courseId: string, me: string | null) =>
  db.execute<{ week: string; count: number }>(sql`
    select to_char(week, 'YYYY-MM-DD') as week, count(${courseEnrollments.id})::int as count
    from generate_series(date_trunc('week', now()) - interval '11 weeks', date_trunc('week', now()),
      interval '1 week') week
    left join ${courseEnrollments} on ${courseEnrollments.courseId} = ${courseId}::uuid
      and ${courseEnrollments.enrolledAt} >= week
      and ${courseEnrollments.enrolledAt} < week + interval '1 week'
    where ${allowed(courseId, me)} group by week order by week`)
