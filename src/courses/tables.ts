import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt, wallClock } from '../db/columns.ts'
import { posts } from '../posts/tables.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'
import type { Content } from './content/rules.ts'

export const accessType = pgEnum('access_type', ['space', 'tier', 'paid', 'invitation'])
export const lessonType = pgEnum('lesson_type', [
  'video',
  'text',
  'audio',
  'download',
  'quiz',
  'assignment',
])
export const unlockMode = pgEnum('unlock_mode', ['none', 'sequential', 'timed', 'scheduled'])
export type AccessType = (typeof accessType.enumValues)[number]
export type LessonType = (typeof lessonType.enumValues)[number]
export type UnlockMode = (typeof unlockMode.enumValues)[number]

export type CourseSettings = {
  /** whether who finishes gets one; they do unless it says false */
  certificate?: boolean
}

export const courses = pgTable(
  'courses',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    description: text().notNull().default(''),
    coverUrl: text(),
    isPublished: boolean().notNull().default(false),
    accessType: accessType().notNull().default('space'),
    /** paid once, in the smallest unit of the currency */
    priceCents: integer(),
    /** ISO 4217, in lower case, as Stripe has it */
    currency: text().notNull().default('usd'),
    /** any of these opens it, where tiers do */
    requiredTierIds: uuid().array().notNull().default([]),
    unlockMode: unlockMode().notNull().default('none'),
    /** an IANA name: whose clocks say when a lesson opens */
    timeZone: text().notNull().default('UTC'),
    settings: jsonb().$type<CourseSettings>().notNull().default({}),
    sortOrder: integer().notNull().default(0),
    createdAt: createdAt(),
    /** up to when people have been told of lessons that opened */
    sweptAt: createdAt(),
  },
  (t) => [
    index('idx_courses_space_id').on(t.spaceId),
    check(
      'course_time_zone_known',
      sql`(timestamptz '2000-01-01 00:00Z' at time zone ${t.timeZone}) is not null`,
    ),
    check('course_price_non_negative', sql`${t.priceCents} is null or ${t.priceCents} >= 0`),
  ],
)

export const courseModules = pgTable(
  'course_modules',
  {
    id: id(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    sortOrder: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [index('idx_course_modules_course_id').on(t.courseId)],
)

export const courseLessons = pgTable(
  'course_lessons',
  {
    id: id(),
    moduleId: uuid()
      .notNull()
      .references(() => courseModules.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    lessonType: lessonType().notNull().default('text'),
    content: jsonb().$type<Content>().notNull().default({}),
    durationMinutes: integer(),
    isPreview: boolean().notNull().default(false),
    sortOrder: integer().notNull().default(0),
    /** where lessons open in time: days after enrolment */
    dripDelayDays: integer(),
    /** where they open on a date: what the course's clocks show then, without a zone */
    opensAt: wallClock(),
    /** when learners could first know of it; null while it is a draft */
    publishedAt: instant(),
    /** what is said under it, once someone has */
    postId: uuid().references(() => posts.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('idx_course_lessons_module_id').on(t.moduleId),
    index('idx_course_lessons_post_id').on(t.postId).where(sql`${t.postId} is not null`),
    check('drip_delay_non_negative', sql`${t.dripDelayDays} is null or ${t.dripDelayDays} >= 0`),
  ],
)

export const courseProgress = pgTable(
  'course_progress',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    lessonId: uuid()
      .notNull()
      .references(() => courseLessons.id, { onDelete: 'cascade' }),
    completedAt: instant(),
    progressSeconds: integer().notNull().default(0),
    createdAt: createdAt(),
    /** when they were last at it */
    touchedAt: createdAt(),
  },
  (t) => [
    unique('course_progress_once').on(t.userId, t.lessonId),
    index('idx_course_progress_user_id').on(t.userId),
    index('idx_course_progress_course_id').on(t.courseId),
    index('idx_course_progress_lesson_id').on(t.lessonId),
    check('progress_non_negative', sql`${t.progressSeconds} >= 0`),
  ],
)

export const courseEnrollments = pgTable(
  'course_enrollments',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** never moves: leaving and coming back do not change it */
    enrolledAt: createdAt(),
    completedAt: instant(),
    /** when they left it; null while they learn */
    leftAt: instant(),
    /** when they last came back */
    returnedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('course_enrollments_once').on(t.userId, t.courseId),
    index('idx_course_enrollments_user_id').on(t.userId),
    index('idx_course_enrollments_course_id').on(t.courseId, t.enrolledAt),
  ],
)
