import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { courses } from '../tables.ts'

/** Courses that were paid for: a row opens one course to one person until it ends, if it ever does. */
export const coursePurchases = pgTable(
  'course_purchases',
  {
    id: id(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** the payment's id, or that of the checkout where nothing had to be paid */
    reference: text().notNull().unique(),
    /** what was paid, in the currency's smallest unit */
    amount: integer().notNull(),
    currency: text().notNull(),
    startsAt: createdAt(),
    endsAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_course_purchases_profile_id').on(t.profileId, t.courseId),
    index('idx_course_purchases_course_id').on(t.courseId),
  ],
)
