import { type AnyPgColumn, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { type Attachment, posts } from '../tables.ts'

export const comments = pgTable(
  'comments',
  {
    id: id(),
    postId: uuid()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    parentId: uuid().references((): AnyPgColumn => comments.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    content: text().notNull(),
    attachments: jsonb().$type<Attachment[]>().notNull().default([]),
    likesCount: integer().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    editedAt: instant(),
    deletedAt: instant(),
  },
  (t) => [
    index('idx_comments_post_id').on(t.postId),
    index('idx_comments_parent_id').on(t.parentId, t.id),
    index('idx_comments_author_id').on(t.authorId),
    index('idx_comments_thread').on(t.postId, t.parentId, t.id),
  ],
)
export type Comment = typeof comments.$inferSelect
