import { index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'

/** A key of a space holds from here until the next one begins. The keys themselves are derived. */
export const chatEpochs = pgTable(
  'chat_epochs',
  {
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    startedAt: createdAt(),
    createdAt: createdAt(),
    /** when something was last said under it, as a page of someone there told */
    saidAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.spaceId, t.number] })],
)

/** Who was given the keys of a space, up to which epoch, and when it was seen that they had lost access. */
export const chatHolders = pgTable(
  'chat_holders',
  {
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    epoch: integer().notNull(),
    lostAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.profileId] }),
    index('idx_chat_holders_profile_id').on(t.profileId),
  ],
)
