import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, updatedAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { files } from '../tables.ts'

export const resourceKind = pgEnum('resource_kind', ['folder', 'file', 'link'])
export type ResourceKind = (typeof resourceKind.enumValues)[number]

/** What lies in a resource space: folders, and in them files and links. */
export const resources = pgTable(
  'resources',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    /** the folder that it lies in; null for the space itself */
    parentId: uuid().references((): AnyPgColumn => resources.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    kind: resourceKind().notNull(),
    title: text().notNull(),
    /** Markdown */
    description: text().notNull().default(''),
    /** where a link leads */
    url: text(),
    /** the bytes of a file: replacing them keeps this row */
    fileId: uuid().references(() => files.id, { onDelete: 'cascade' }),
    /** a picture to be known by */
    pictureUrl: text(),
    /** its place among those that lie beside it */
    sortOrder: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('resources_file_id').on(t.fileId),
    index('idx_resources_space').on(t.spaceId, t.parentId, t.sortOrder, t.id),
    index('idx_resources_parent_id').on(t.parentId),
    check(
      'resource_kind_fits',
      sql`(${t.kind} = 'file') = (${t.fileId} is not null) and (${t.kind} = 'link') = (${t.url} is not null)`,
    ),
  ],
)
