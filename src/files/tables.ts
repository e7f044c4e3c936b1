import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'

export type FileMetadata = { width?: number; height?: number; duration?: number; sha256?: string }

export const files = pgTable(
  'files',
  {
    id: id(),
    uploaderId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    fileType: text().notNull(),
    /** bytes; bigint, since an int ends at 2 GB */
    fileSize: bigint({ mode: 'number' }).notNull(),
    r2Key: text().notNull(),
    r2Url: text().notNull(),
    metadata: jsonb().$type<FileMetadata>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [index('idx_files_uploader_id').on(t.uploaderId), index('idx_files_r2_key').on(t.r2Key)],
)
