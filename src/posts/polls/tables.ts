import { pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { posts } from '../tables.ts'

export const pollVotes = pgTable(
  'poll_votes',
  {
    postId: uuid()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** index into the poll's options */
    option: smallint().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId, t.option] })],
)
