import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../tables.ts'

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    clerkSessionId: text().notNull(),
    userAgent: text().notNull().default(''),
    createdAt: createdAt(),
    lastUsedAt: createdAt(),
    endedAt: instant(),
  },
  (t) => [
    index('idx_sessions_profile_id').on(t.profileId),
    index('idx_sessions_clerk_session_id').on(t.clerkSessionId),
  ],
)
