import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { moderatedBy } from '../../spaces/queries.ts'
import { learnableBy } from '../queries.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../tables.ts'

/** By how much the clocks of a zone are ahead of UTC at an instant. */
const offsetAt = (at: SQL, zone: SQLWrapper): SQL =>
  sql`((${at}) at time zone ${zone} - (${at}) at time zone 'UTC')`

/**
 * `instantOf` of posts/zones in SQL, for walls without an offset: a time that the clocks skip is
 * moved on, of one that comes twice the first is meant (`at time zone` by itself takes the second).
 */
const instantAt = (wall: SQL, zone: SQLWrapper): SQL<Date> => {
  const day = sql`interval '24 hours'`
  const utc = sql`given.wall at time zone 'UTC'`
  return sql<Date>`(
    select case when least(guess.one, guess.other) at time zone ${zone} = guess.wall
        then least(guess.one, guess.other)
      when greatest(guess.one, guess.other) at time zone ${zone} = guess.wall
        then greatest(guess.one, guess.other)
      else guess.one end
    from (select given.wall, ${utc} - ${offsetAt(sql`${utc} - ${day}`, zone)} as one,
        ${utc} - ${offsetAt(sql`${utc} + ${day}`, zone)} as other
      from (select ${wall} as wall) given) guess)`
}

/**
 * `opensAt` of rules.ts in SQL, with `courses` and `course_lessons` in scope: when the lesson opens by
 * the clock to who enrolled at a moment; null where no clock decides.
 */
export const openingOf = (enrolledAt: SQLWrapper): SQL<Date> => sql<Date>`(case
  when ${courses.unlockMode} = 'scheduled'
    then ${instantAt(sql`${courseLessons.opensAt}`, courses.timeZone)}
  when ${courses.unlockMode} = 'timed' and ${courseLessons.dripDelayDays} > 0
    then ${instantAt(
      sql`(date_trunc('minute', ${enrolledAt} at time zone ${courses.timeZone})
        + ${courseLessons.dripDelayDays} * interval '1 day')`,
      courses.timeZone,
    )} end)`

const hasFinished = (me: SQLWrapper | string, lesson: SQL): SQL => sql`exists (
  select 1 from ${courseProgress} where ${courseProgress.userId} = ${me}::uuid
    and ${courseProgress.lessonId} = ${lesson} and ${courseProgress.completedAt} is not null)`

/** The published lesson right before the one in scope, by the order of the outline. */
const lessonBefore: SQL = sql`(
  select earlier.id from ${courseLessons} earlier
  join ${courseModules} around on around.id = earlier.module_id
  where around.course_id = ${courses.id} and earlier.published_at is not null
    and (around.sort_order, around.id, earlier.sort_order, earlier.id) <
      (${courseModules.sortOrder}, ${courseModules.id}, ${courseLessons.sortOrder}, ${courseLessons.id})
  order by around.sort_order desc, around.id desc, earlier.sort_order desc, earlier.id desc
  limit 1)`

/**
 * `unlockOf` of rules.ts in SQL: whether the lesson in scope, with its module, course and space, is
 * open to someone. Every write of a learner asks it in the statement that writes.
 * @param now the moment; the statement's own unless said
 */
export const isLessonOpenTo = (me: SQLWrapper | string, now: SQL = sql`now()`): SQL<boolean> =>
  sql<boolean>`(${moderatedBy(me)} or (${courseLessons.publishedAt} is not null and (
    ${courseLessons.isPreview} or (${learnableBy(me)} and exists (
      select 1 from ${courseEnrollments} where ${courseEnrollments.courseId} = ${courses.id}
        and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null
        and (${hasFinished(me, sql`${courseLessons.id}`)} or (
          ${isReachedInOrder(me)} and ${isReachedInTime(now)})))))))`

/** The one before it is finished, where order counts. */
const isReachedInOrder = (me: SQLWrapper | string): SQL => sql`(
  ${courses.unlockMode} <> 'sequential' or ${lessonBefore} is null
  or ${hasFinished(me, lessonBefore)})`

const isReachedInTime = (now: SQL): SQL => sql`(case ${courses.unlockMode}
  when 'scheduled' then ${courseLessons.opensAt} is not null
    and ${openingOf(courseEnrollments.enrolledAt)} <= ${now}
  else coalesce(${openingOf(courseEnrollments.enrolledAt)} <= ${now}, true) end)`
