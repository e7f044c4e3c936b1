import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { grantSource } from '../../spaces/grants/tables.ts'
import { courses } from '../tables.ts'

/**
 * The ledger of who may learn in courses that are not for everyone in their space: a row opens one
 * course to one person. Ending one never touches another.
 */
export const courseGrants = pgTable(
  'course_grants',
  {
    id: id(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    source: grantSource().notNull(),
    /** what it rests on: a purchase, the person who gave it */
    reference: text().notNull().default(''),
    startsAt: createdAt(),
    endsAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_course_grants_profile_id').on(t.profileId),
    index('idx_course_grants_course_id').on(t.courseId, t.profileId),
    uniqueIndex('course_grants_live_once')
      .on(t.profileId, t.courseId, t.source, t.reference)
      .where(sql`${t.endsAt} is null`),
    check(
      'course_grant_ends_after_start',
      sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`,
    ),
  ],
)
