import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { notificationType } from '../tables.ts'

/** A post: the space's followers and the author's. A comment: who watches the post or the space. */
export type Audience = 'post' | 'comment' | 'nested'

/** Something to tell more people than one statement should: it walks through them by their ids. */
export const fanouts = pgTable(
  'fanouts',
  {
    id: id(),
    audience: text().$type<Audience>().notNull(),
    type: notificationType().notNull(),
    actorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    body: text().notNull(),
    link: text().notNull(),
    cause: text().notNull(),
    topic: text().notNull(),
    /** the last profile that was told */
    cursor: uuid(),
    queuedAt: instant(),
    doneAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('fanouts_once').on(t.cause, t.audience),
    index('idx_fanouts_open').on(t.id).where(sql`${t.doneAt} is null`),
  ],
)
