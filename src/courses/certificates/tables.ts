import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { courses } from '../tables.ts'

/** That someone finished a course. It outlives the course, and its later changes. */
export const courseCertificates = pgTable(
  'course_certificates',
  {
    id: id(),
    /** what its address and its print name it by */
    code: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    courseId: uuid().references(() => courses.id, { onDelete: 'set null' }),
    /** what the course was called then */
    title: text().notNull(),
    finishedAt: instant().notNull(),
    /** when it stopped counting, as after the progress that it rests on was reset */
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('course_certificates_code').on(t.code),
    uniqueIndex('course_certificates_once')
      .on(t.userId, t.courseId)
      .where(sql`${t.revokedAt} is null`),
    index('idx_course_certificates_course_id').on(t.courseId),
    index('idx_course_certificates_community_id').on(t.communityId),
  ],
)
