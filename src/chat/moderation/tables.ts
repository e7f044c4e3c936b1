import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'

/** Who may not write in a space for a while, and by whose word. */
export const chatMutes = pgTable(
  'chat_mutes',
  {
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** what they say in between is heard by nobody */
    since: instant().notNull().defaultNow(),
    until: instant().notNull(),
    mutedBy: uuid().references(() => profiles.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.profileId] }),
    index('idx_chat_mutes_profile_id').on(t.profileId),
    index('idx_chat_mutes_muted_by').on(t.mutedBy),
  ],
)

/** The ids of messages that the staff took away; what they said is not known here. */
export const chatDeletions = pgTable(
  'chat_deletions',
  {
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    messageId: text().notNull(),
    deletedBy: uuid().references(() => profiles.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.messageId] }),
    index('idx_chat_deletions_deleted_by').on(t.deletedBy),
  ],
)
