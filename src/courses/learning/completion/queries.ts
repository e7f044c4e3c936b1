import { type SQL, sql } from 'drizzle-orm'
import { newIdPerRow } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import { newCode } from '../../certificates/queries.ts'
import { courseCertificates } from '../../certificates/tables.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../../tables.ts'

/**
 * Goes first in every batch in which someone finishes a lesson: two lessons that are finished at once
 * are then finished one after another, and the second sees the first. Holds the outline as well.
 */
export const holdEnrolment = (db: Db, courseId: string, me: string) =>
  db.execute(sql`
    with held as materialized (
      select ${courses.id} from ${courses} where ${courses.id} = ${courseId}::uuid for share)
    select 1 from ${courseEnrollments} where ${courseEnrollments.courseId} in (select id from held)
      and ${courseEnrollments.userId} = ${me}::uuid for update`)

/** Goes first in every batch that takes lessons away: nobody finishes one meanwhile. */
export const holdCourse = (db: Db, courseId: string) =>
  db.execute(sql`select 1 from ${courses} where ${courses.id} = ${courseId}::uuid for update`)

/** A course whose lessons that learners know of are all finished by the enrolment in scope. */
const isAllDone: SQL = sql`(
  exists (select 1 from ${courseLessons}
    join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    where ${courseModules.courseId} = ${courseEnrollments.courseId}
      and ${courseLessons.publishedAt} is not null)
  and not exists (select 1 from ${courseLessons}
    join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    where ${courseModules.courseId} = ${courseEnrollments.courseId}
      and ${courseLessons.publishedAt} is not null
      and not exists (select 1 from ${courseProgress}
        where ${courseProgress.userId} = ${courseEnrollments.userId}
          and ${courseProgress.lessonId} = ${courseLessons.id}
          and ${courseProgress.completedAt} is not null)))`

/**
 * Completes the enrolments of a course in which nothing is left to do, and issues their certificates.
 * Last in each batch that finishes a lesson, or takes lessons away. Completed once is completed: a
 * lesson that is added later does not take it back.
 * @param me one learner alone
 */
export const settleCompletion = (db: Db, courseId: string, me?: string) =>
  db.execute<{ userId: string }>(sql`
    with settled as (
      update ${courseEnrollments} set completed_at = now()
      where ${courseEnrollments.courseId} = ${courseId}::uuid
        and ${courseEnrollments.completedAt} is null and ${courseEnrollments.leftAt} is null
        and ${me ? sql`${courseEnrollments.userId} = ${me}::uuid` : sql`true`} and ${isAllDone}
      returning user_id, course_id, completed_at),
    certified as (
      insert into ${courseCertificates}
        (id, code, user_id, community_id, course_id, title, finished_at)
      select ${newIdPerRow()}, ${newCode}, settled.user_id, ${spaces.communityId}, ${courses.id},
        ${courses.title}, settled.completed_at
      from settled join ${courses} on ${courses.id} = settled.course_id
      join ${spaces} on ${spaces.id} = ${courses.spaceId}
      where ${courses.settings}->>'certificate' is distinct from 'false'
      on conflict do nothing)
    select user_id as "userId" from settled`)
