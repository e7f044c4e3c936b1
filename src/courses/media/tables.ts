import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'
import { files } from '../../files/tables.ts'
import { courseLessons } from '../tables.ts'

/**
 * Which files belong to which lesson: those that its content names. A copy of a lesson shares the
 * files of the lesson it was copied from; they go when no lesson has them any more.
 */
export const lessonFiles = pgTable(
  'lesson_files',
  {
    lessonId: uuid()
      .notNull()
      .references(() => courseLessons.id, { onDelete: 'cascade' }),
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.lessonId, t.fileId] }),
    index('idx_lesson_files_file_id').on(t.fileId),
  ],
)
