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
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'

export const accessType = pgEnum('access_type', ['space', 'tier', 'paid', 'invitation'])
export const lessonType = pgEnum('lesson_type', [
  'video',
  'text',
  'audio',
  'download',
  'quiz',
  'assignment',
])

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
    priceCents: integer(),
    settings: jsonb().$type<Record<string, never>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_courses_space_id').on(t.spaceId),
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
    content: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    durationMinutes: integer(),
    isPreview: boolean().notNull().default(false),
    sortOrder: integer().notNull().default(0),
    dripDelayDays: integer(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_course_lessons_module_id').on(t.moduleId)],
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
  },
  (t) => [
    unique('course_progress_once').on(t.userId, t.lessonId),
    index('idx_course_progress_user_id').on(t.userId),
    index('idx_course_progress_course_id').on(t.courseId),
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
    enrolledAt: createdAt(),
    completedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('course_enrollments_once').on(t.userId, t.courseId),
    index('idx_course_enrollments_user_id').on(t.userId),
  ],
)
