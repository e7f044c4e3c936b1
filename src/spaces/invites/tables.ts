import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../tables.ts'

/** Links that let someone into one space, and into its community if they are not in it yet. */
export const spaceInvites = pgTable(
  'space_invites',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    code: text().notNull().unique(),
    /** for whom it was made, if it was made for one */
    email: text(),
    createdBy: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** null for any number */
    usesLeft: integer(),
    usedCount: integer().notNull().default(0),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_space_invites_space_id').on(t.spaceId),
    index('idx_space_invites_created_by').on(t.createdBy),
  ],
)
