import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'

/** How far the nightly comparison of rows and objects has come; one row. */
export const fileSweeps = pgTable('file_sweeps', {
  bucket: text().primaryKey(),
  /** the last key that was looked at; empty at the beginning */
  cursor: text().notNull(),
  createdAt: createdAt(),
})
