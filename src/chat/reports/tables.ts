import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'

/** A message that someone chose to show to the staff, with the proof that its author wrote it. */
export const chatReports = pgTable(
  'chat_reports',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    /** null for a message of a conversation */
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    messageId: text().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    reporterId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    words: text().notNull(),
    reason: text().notNull().default(''),
    saidAt: instant().notNull(),
    createdAt: createdAt(),
    closedAt: instant(),
  },
  (t) => [
    unique('chat_reports_once').on(t.messageId, t.reporterId),
    index('idx_chat_reports_community_id').on(t.communityId, t.createdAt),
    index('idx_chat_reports_space_id').on(t.spaceId),
    index('idx_chat_reports_author_id').on(t.authorId),
    index('idx_chat_reports_reporter_id').on(t.reporterId),
  ],
)
