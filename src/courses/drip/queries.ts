import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { tellEach } from '../../notifications/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { learnableBy } from '../queries.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../tables.ts'
import { openingOf } from '../unlocking/queries.ts'
import { CHUNK, type Sweep } from './rules.ts'

/** When the lesson in scope opens to the enrolment in scope: by the clock, and once it is published. */
const unlockedAt: SQL = sql`greatest(${openingOf(courseEnrollments.enrolledAt)}, ${courseLessons.publishedAt})`

/** Days have 24 hours, but for what the clocks were moved by in between: that much may be missed. */
const SLACK = sql`interval '4 hours'`
const wait = sql`${courseLessons.dripDelayDays} * interval '24 hours'`

/** The lesson in scope opens to all at once, or is published, between two moments. */
const opensToAll = (from: SQL, to: SQL): SQL => sql`(
  (${courseLessons.publishedAt} > ${from} and ${courseLessons.publishedAt} <= ${to})
  or (${courses.unlockMode} = 'scheduled' and ${openingOf(courses.createdAt)} > ${from}
    and ${openingOf(courses.createdAt)} <= ${to}))`

/** Enrolments from so long ago that a lesson, waited for since then, may open between two moments. */
const isNear = (enrolledAt: SQL, from: SQL, to: SQL): SQL => sql`(
  ${courses.unlockMode} = 'timed' and ${enrolledAt} > ${from} - ${wait} - ${SLACK}
    and ${enrolledAt} <= ${to} - ${wait} + ${SLACK})`

/**
 * Courses in which a lesson opened to someone since their learners were last told, up to a moment. The
 * clock is asked once for all who enrolled in the same minute.
 */
export const dueCourses = (db: Db, now: Date) => {
  const [from, to] = [sql`${courses.sweptAt}`, sql`${now.toISOString()}::timestamptz`]
  return db.execute<{ courseId: string; from: string }>(sql`
    select ${courses.id} as "courseId",
      to_char(${courses.sweptAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from"
    from ${courses} where ${courses.isPublished} and ${courses.unlockMode} in ('timed', 'scheduled')
      and ${courses.sweptAt} < ${to}
      and exists (select 1 from ${courseModules}
        join ${courseLessons} on ${courseLessons.moduleId} = ${courseModules.id}
        where ${courseModules.courseId} = ${courses.id} and ${courseLessons.publishedAt} <= ${to}
          and (${opensToAll(from, to)} or exists (
            select 1 from (select distinct date_trunc('minute', begun.enrolled_at) as at
              from ${courseEnrollments} begun where begun.course_id = ${courses.id}
                and ${isNear(sql`begun.enrolled_at`, from, to)} offset 0) minute
            where ${openingOf(sql`minute.at`)} > ${from} and ${openingOf(sql`minute.at`)} <= ${to})))`)
}

/** Notes up to when the learners of courses have been told; for idle ones, now and then. */
export const noteSwept = (db: Db, courseIds: string[], now: Date) =>
  db
    .update(courses)
    .set({ sweptAt: now })
    .where(
      sql`${courses.sweptAt} < ${now.toISOString()}::timestamptz
        and (${courses.id} = any(${`{${courseIds.join(',')}}`}::uuid[])
          or (${courses.isPublished} and ${courses.unlockMode} in ('timed', 'scheduled')
            and ${courses.sweptAt} < ${now.toISOString()}::timestamptz - interval '1 hour'))`,
    )

/**
 * Tells some of the learners of a course of what opened to them between two moments: those that opened
 * at one moment in one notice, once. Who left, may not learn any more, or enrolled or came back later
 * than it opened is not told, nor is anyone of what they have finished.
 * @returns how many enrolments were looked at, and the last of them
 */
export const tellUnlocked = (db: Db, { courseId, from, to, after }: Sweep) => {
  const [since, until] = [sql`${from}::timestamptz`, sql`${to}::timestamptz`]
  const rows = sql`
    select opened.user_id, ${spaces.communityId} as community_id, ${spaces.id} as space_id,
      case when opened.lessons = 1 then '“' || ${courseLessons.title} || '” is open'
        else opened.lessons || ' new lessons are open' end as title,
      ${courses.title} as body,
      '/' || ${communities.slug} || '/courses/' || ${courses.id} || '/lessons/' || ${courseLessons.id} as link,
      'lesson:' || opened.cause as cause
    from opened join ${courseLessons} on ${courseLessons.id} = opened.first
    join ${courses} on ${courses.id} = ${courseId}::uuid
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    join ${communities} on ${communities.id} = ${spaces.communityId}`
  return db.execute<{ looked: number; last: string | null; told: number }>(sql`
    with steps as materialized (
      select ${courseLessons.id} as id, ${opensToAll(since, until)} as to_all,
        ${since} - ${wait} - ${SLACK} as low, ${until} - ${wait} + ${SLACK} as high
      from ${courses} join ${courseModules} on ${courseModules.courseId} = ${courses.id}
      join ${courseLessons} on ${courseLessons.moduleId} = ${courseModules.id}
      where ${courses.id} = ${courseId}::uuid and ${courseLessons.publishedAt} is not null
        and not ${courseLessons.isPreview}
        and (${opensToAll(since, until)} or ${courses.unlockMode} = 'timed')),
    looked as materialized (
      select ${courseEnrollments.id} as id from ${courseEnrollments}
      where ${courseEnrollments.courseId} = ${courseId}::uuid and ${courseEnrollments.leftAt} is null
        and ${after ? sql`${courseEnrollments.id} > ${after}::uuid` : sql`true`}
        and exists (select 1 from steps where steps.to_all
          or (${courseEnrollments.enrolledAt} > steps.low and ${courseEnrollments.enrolledAt} <= steps.high))
      order by ${courseEnrollments.id} limit ${CHUNK}),
    opened as materialized (
      select ${courseEnrollments.userId} as user_id, ${unlockedAt} as at, count(*)::int as lessons,
        min(${courseLessons.id}::text) as cause,
        (array_agg(${courseLessons.id} order by ${courseModules.sortOrder}, ${courseModules.id},
          ${courseLessons.sortOrder}, ${courseLessons.id}))[1] as first
      from looked join ${courseEnrollments} on ${courseEnrollments.id} = looked.id
      join steps on steps.to_all or (${courseEnrollments.enrolledAt} > steps.low
        and ${courseEnrollments.enrolledAt} <= steps.high)
      join ${courseLessons} on ${courseLessons.id} = steps.id
      join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
      join ${courses} on ${courses.id} = ${courseEnrollments.courseId}
      join ${spaces} on ${spaces.id} = ${courses.spaceId}
      where ${unlockedAt} > ${since} and ${unlockedAt} <= ${until}
        and ${unlockedAt} > ${courseEnrollments.enrolledAt}
        and ${unlockedAt} > coalesce(${courseEnrollments.returnedAt}, '-infinity')
        and (${courses.unlockMode} <> 'scheduled' or ${courseLessons.opensAt} is not null)
        and not exists (select 1 from ${courseProgress}
          where ${courseProgress.userId} = ${courseEnrollments.userId}
            and ${courseProgress.lessonId} = ${courseLessons.id}
            and ${courseProgress.completedAt} is not null)
        and ${learnableBy(courseEnrollments.userId)}
      group by 1, 2),
    told as (${tellEach('course_unlocked', rows)} returning 1)
    select (select count(*)::int from looked) as looked, (select max(id::text) from looked) as last,
      (select count(*)::int from told) as told`)
}
