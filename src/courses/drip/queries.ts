import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
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

/**
 * A cheap condition that holds for all that open between two moments, and for little else: days have
 * 24 hours, but for what the clocks were moved by in between.
 */
const isNear = (from: SQL, to: SQL): SQL => sql`(
  ${courseLessons.publishedAt} > ${from}
  or (${courses.unlockMode} = 'scheduled'
    and ${openingOf(courseEnrollments.enrolledAt)} > ${from}
    and ${openingOf(courseEnrollments.enrolledAt)} <= ${to})
  or (${courses.unlockMode} = 'timed' and ${courseEnrollments.enrolledAt}
    between ${from} - (${courseLessons.dripDelayDays} * 24 + 4) * interval '1 hour'
      and ${to} - (${courseLessons.dripDelayDays} * 24 - 4) * interval '1 hour'))`

const lessonsOf: SQL = sql`
  join ${courseModules} on ${courseModules.courseId} = ${courses.id}
  join ${courseLessons} on ${courseLessons.moduleId} = ${courseModules.id}`

/**
 * Courses in which a lesson opened to someone since their learners were last told, up to a moment.
 * Scheduled and late lessons are found by the lessons alone, others by who enrolled that long ago.
 */
export const dueCourses = (db: Db, now: Date) => {
  const to = sql`${now.toISOString()}::timestamptz`
  return db.execute<{ courseId: string; from: string }>(sql`
    select ${courses.id} as "courseId",
      to_char(${courses.sweptAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from"
    from ${courses} where ${courses.isPublished} and ${courses.unlockMode} in ('timed', 'scheduled')
      and ${courses.sweptAt} < ${to}
      and exists (select 1 from ${courseModules}
        join ${courseLessons} on ${courseLessons.moduleId} = ${courseModules.id}
        join ${courseEnrollments} on ${courseEnrollments.courseId} = ${courseModules.courseId}
          and ${courseEnrollments.leftAt} is null
        where ${courseModules.courseId} = ${courses.id} and ${courseLessons.publishedAt} <= ${to}
          and ${isNear(sql`${courses.sweptAt}`, to)}
          and ${unlockedAt} > ${courses.sweptAt} and ${unlockedAt} <= ${to})`)
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
  return db.execute<{ looked: number; last: string | null; told: number }>(sql`
    with looked as materialized (
      select distinct ${courseEnrollments.id} as id from ${courses} ${lessonsOf}
      join ${courseEnrollments} on ${courseEnrollments.courseId} = ${courses.id}
      where ${courses.id} = ${courseId}::uuid and ${courseLessons.publishedAt} is not null
        and ${courseEnrollments.leftAt} is null
        and ${after ? sql`${courseEnrollments.id} > ${after}::uuid` : sql`true`}
        and ${isNear(since, until)}
      order by 1 limit ${CHUNK}),
    opened as materialized (
      select ${courseEnrollments.userId} as user_id, ${unlockedAt} as at, count(*)::int as lessons,
        min(${courseLessons.id}::text) as cause,
        (array_agg(${courseLessons.id} order by ${courseModules.sortOrder}, ${courseModules.id},
          ${courseLessons.sortOrder}, ${courseLessons.id}))[1] as first
      from looked join ${courseEnrollments} on ${courseEnrollments.id} = looked.id
      join ${courses} on ${courses.id} = ${courseEnrollments.courseId} ${lessonsOf}
      join ${spaces} on ${spaces.id} = ${courses.spaceId}
      where ${courseLessons.publishedAt} is not null and not ${courseLessons.isPreview}
        and ${isNear(since, until)}
        and ${unlockedAt} > ${since} and ${unlockedAt} <= ${until}
        and ${unlockedAt} > ${courseEnrollments.enrolledAt}
        and ${unlockedAt} > coalesce(${courseEnrollments.returnedAt}, '-infinity')
        and (${courses.unlockMode} <> 'scheduled' or ${courseLessons.opensAt} is not null)
        and not exists (select 1 from ${courseProgress}
          where ${courseProgress.userId} = ${courseEnrollments.userId}
            and ${courseProgress.lessonId} = ${courseLessons.id}
            and ${courseProgress.completedAt} is not null)
        and ${learnableBy(courseEnrollments.userId)}
      group by 1, 2),
    told as (
      insert into ${notifications} (id, user_id, community_id, space_id, type, title, body, link, cause)
      select ${newIdPerRow()}, opened.user_id, ${spaces.communityId}, ${spaces.id}, 'course_unlocked',
        case when opened.lessons = 1 then '“' || ${courseLessons.title} || '” is open'
          else opened.lessons || ' new lessons are open' end,
        ${courses.title},
        '/' || ${communities.slug} || '/courses/' || ${courses.id} || '/lessons/' || ${courseLessons.id},
        'lesson:' || opened.cause
      from opened join ${courseLessons} on ${courseLessons.id} = opened.first
      join ${courses} on ${courses.id} = ${courseId}::uuid
      join ${spaces} on ${spaces.id} = ${courses.spaceId}
      join ${communities} on ${communities.id} = ${spaces.communityId}
      on conflict (user_id, type, cause) do nothing returning 1)
    select (select count(*)::int from looked) as looked, (select max(id::text) from looked) as last,
      (select count(*)::int from told) as told`)
}
