import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'
import type { Spot } from './videos/rules.ts'

export const filePurpose = pgEnum('file_purpose', [
  'avatar',
  'logo',
  'cover',
  'attachment',
  'resource',
  'captions',
  'course',
  'lesson',
  'submission',
  'event',
  // encrypted before it came, for a chat: nobody here can tell what it is
  'sealed',
])
export type FilePurpose = (typeof filePurpose.enumValues)[number]

export type FileMetadata = {
  /** pixels */
  width?: number
  height?: number
  /** seconds */
  duration?: number
  sha256?: string
  /** a placeholder of at most 25 bytes, base64 */
  thumbhash?: string
  /** which of these are the uploader's word, and not read from the bytes */
  claimed?: string[]
}

export const files = pgTable(
  'files',
  {
    id: id(),
    uploaderId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** where it lies; a picture of a person lies in no community, one of a community in no space */
    communityId: uuid().references(() => communities.id, { onDelete: 'cascade' }),
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    purpose: filePurpose().notNull().default('attachment'),
    /** what it is part of: a post, a comment, the video of captions; the room above knows which */
    attachedTo: uuid(),
    fileName: text().notNull(),
    /** from the bytes; while it is pending, unknown */
    fileType: text().notNull(),
    /** bytes; bigint, since an int ends at 2 GB */
    fileSize: bigint({ mode: 'number' }).notNull(),
    r2Key: text().notNull(),
    /** the address that it is served at */
    r2Url: text().notNull(),
    metadata: jsonb().$type<FileMetadata>().notNull().default({}),
    createdAt: createdAt(),
    /** R2's name for an upload in parts, from the first part on */
    uploadId: text(),
    /** of a file that waits to take another's place */
    replaces: uuid(),
    /** when bytes last arrived */
    touchedAt: createdAt(),
    /** when all bytes were there and read; null while it is pending */
    finishedAt: instant(),
    /** when nothing needed it any more: out of sight from then on, and its bytes go some days later */
    releasedAt: instant(),
  },
  (t) => [
    index('idx_files_uploader_id').on(t.uploaderId),
    index('idx_files_r2_key').on(t.r2Key),
    // in R2's order of keys, for the nightly comparison
    index('idx_files_sweep').on(sql`${t.r2Key} collate "C"`),
    // sums of a quota come from the index alone
    index('idx_files_quota').on(t.communityId, t.uploaderId, t.fileSize),
    index('idx_files_space').on(t.spaceId, t.purpose),
    index('idx_files_attached_to').on(t.attachedTo),
    index('idx_files_pending').on(t.touchedAt).where(sql`${t.finishedAt} is null`),
    index('idx_files_released_at').on(t.releasedAt).where(sql`${t.releasedAt} is not null`),
  ],
)
export type File = typeof files.$inferSelect

/** The parts of pending uploads that R2 has: its binding cannot list them. */
export const fileParts = pgTable(
  'file_parts',
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    /** from 1 on */
    part: integer().notNull(),
    /** bytes */
    size: integer().notNull(),
    etag: text().notNull(),
    /** of a film: where its reader stands behind this part */
    spot: jsonb().$type<Spot>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.part] })],
)
