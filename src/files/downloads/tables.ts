import { date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'
import { files } from '../tables.ts'

/** How often a resource was downloaded on a day; not by whom. */
export const fileDownloads = pgTable(
  'file_downloads',
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    day: date().notNull(),
    count: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.day] })],
)
