import { pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns'
import { profiles } from '../../profiles/tables'
import { posts } from '../tables'

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
