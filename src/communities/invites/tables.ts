import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { communities } from '../tables.ts'

/** Links that let someone join; `usedCount` rises in the statement that admits the person. */
export const invites = pgTable(
  'invites',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    code: text().notNull().unique(),
    createdBy: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    maxUses: integer(),
    usedCount: integer().notNull().default(0),
    expiresAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_invites_community_id').on(t.communityId),
    check('uses_within_limit', sql`${t.maxUses} is null or ${t.usedCount} <= ${t.maxUses}`),
  ],
)
