import { boolean, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

/** How far someone has read a space or a conversation, on all their devices, and whether it is silent. */
export const chatMarks = pgTable(
  'chat_marks',
  {
    /** of a space or a conversation */
    channelId: uuid().notNull(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    readAt: instant(),
    isSilent: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.channelId, t.profileId] }),
    index('idx_chat_marks_profile_id').on(t.profileId),
  ],
)
