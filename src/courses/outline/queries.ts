import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { courseEnrollments, courseLessons, courseModules, courseProgress } from '../tables.ts'

/** All lessons of a course in the order of its outline, drafts among them, without what they hold. */
export const stepsOf = (db: Db, courseId: string) =>
  db
    .select({
      id: courseLessons.id,
      title: courseLessons.title,
      lessonType: courseLessons.lessonType,
      durationMinutes: courseLessons.durationMinutes,
      isPreview: courseLessons.isPreview,
      dripDelayDays: courseLessons.dripDelayDays,
      opensAt: courseLessons.opensAt,
      publishedAt: courseLessons.publishedAt,
      moduleId: courseLessons.moduleId,
    })
    .from(courseLessons)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .where(sql`${courseModules.courseId} = ${courseId}::uuid`)
    .orderBy(
      ...[courseModules.sortOrder, courseModules.id, courseLessons.sortOrder, courseLessons.id],
    )
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

/** The parts of a course in their order, empty ones among them. */
export const modulesOf = (db: Db, courseId: string) =>
  db
    .select({ id: courseModules.id, title: courseModules.title })
    .from(courseModules)
    .where(sql`${courseModules.courseId} = ${courseId}::uuid`)
    .orderBy(courseModules.sortOrder, courseModules.id)
export type ModuleRow = Awaited<ReturnType<typeof modulesOf>>[number]

/** Someone's enrolment in a course, left or not: one row or none. */
export const enrolmentOf = (db: Db, courseId: string, me: string | null) =>
  db
    .select({
      enrolledAt: courseEnrollments.enrolledAt,
      completedAt: courseEnrollments.completedAt,
      leftAt: courseEnrollments.leftAt,
    })
    .from(courseEnrollments)
    .where(
      sql`${courseEnrollments.courseId} = ${courseId}::uuid
        and ${courseEnrollments.userId} = ${me}::uuid`,
    )
export type EnrolmentRow = Awaited<ReturnType<typeof enrolmentOf>>[number]

/** How far someone came in the lessons of a course that they opened. */
export const progressIn = (db: Db, courseId: string, me: string | null) =>
  db
    .select({
      lessonId: courseProgress.lessonId,
      completedAt: courseProgress.completedAt,
      progressSeconds: courseProgress.progressSeconds,
      touchedAt: courseProgress.touchedAt,
    })
    .from(courseProgress)
    .where(
      sql`${courseProgress.courseId} = ${courseId}::uuid and ${courseProgress.userId} = ${me}::uuid`,
    )
export type ProgressRow = Awaited<ReturnType<typeof progressIn>>[number]
