import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'

export const contentFormat = pgEnum('content_format', ['markdown', 'plain'])

export type Poll = {
  question: string
  options: string[]
  multiple: boolean
  /** ISO instant, UTC; null never closes */
  closesAt: string | null
}

/** A file that came with a post or comment; what else is known of it stands in `files`. */
export type Attachment = {
  id: string
  /** what a picture shows */
  alt: string
}

export const posts = pgTable(
  'posts',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    title: text().notNull().default(''),
    content: text().notNull(),
    contentFormat: contentFormat().notNull().default('markdown'),
    attachments: jsonb().$type<Attachment[]>().notNull().default([]),
    poll: jsonb().$type<Poll>(),
    isPinned: boolean().notNull().default(false),
    likesCount: integer().notNull().default(0),
    commentsCount: integer().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** when it is to appear, if that is not at once; kept after it has appeared */
    scheduledAt: instant(),
    /** when it appeared; null while it waits */
    publishedAt: instant(),
    editedAt: instant(),
    deletedAt: instant(),
  },
  (t) => [
    index('idx_posts_space_id').on(t.spaceId),
    index('idx_posts_author_id').on(t.authorId),
    index('idx_posts_created_at').on(t.createdAt.desc().nullsFirst()),
    index('idx_posts_pinned').on(t.isPinned, t.createdAt.desc().nullsFirst()),
    index('idx_posts_feed')
      .on(t.spaceId, t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.deletedAt} is null and ${t.publishedAt} is not null`),
    index('idx_posts_space_pinned')
      .on(t.spaceId, t.publishedAt.desc().nullsFirst())
      .where(sql`${t.isPinned} and ${t.deletedAt} is null and ${t.publishedAt} is not null`),
    index('idx_posts_by_author')
      .on(t.authorId, t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.deletedAt} is null and ${t.publishedAt} is not null`),
    index('idx_posts_due')
      .on(t.scheduledAt)
      .where(sql`${t.publishedAt} is null and ${t.deletedAt} is null`),
    check('counts_non_negative', sql`${t.likesCount} >= 0 and ${t.commentsCount} >= 0`),
  ],
)
export type Post = typeof posts.$inferSelect

/** What a post said before an edit; staff read it. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    postId: uuid()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    editorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    title: text().notNull().default(''),
    content: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_revisions_post_id').on(t.postId)],
)
