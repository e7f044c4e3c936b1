import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'

/** How far what goes round through the files, a stretch each night, has come; one row each. */
export const fileSweeps = pgTable('file_sweeps', {
  bucket: text().primaryKey(),
  /** the last key or id that was looked at; empty at the beginning */
  cursor: text().notNull(),
  createdAt: createdAt(),
})
