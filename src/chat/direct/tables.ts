import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

/** Some people who write to each other. What they write is not here. */
export const chatConversations = pgTable(
  'chat_conversations',
  {
    id: id(),
    /** the community that they know each other from, whose rules hold */
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    /** the sorted ids of the people: the same people have one conversation */
    people: text().notNull(),
    createdBy: uuid().references(() => profiles.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** when something was last said, as a page of someone in it told */
    saidAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index('idx_chat_conversations_community_id').on(t.communityId),
    index('idx_chat_conversations_created_by').on(t.createdBy),
    index('idx_chat_conversations_people').on(t.people),
  ],
)

export const chatParticipants = pgTable(
  'chat_participants',
  {
    conversationId: uuid()
      .notNull()
      .references(() => chatConversations.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    leftAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.profileId] }),
    index('idx_chat_participants_profile_id').on(t.profileId),
  ],
)

/** Who wants no direct messages from whom. */
export const chatBlocks = pgTable(
  'chat_blocks',
  {
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    blockedId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.profileId, t.blockedId] }),
    index('idx_chat_blocks_blocked_id').on(t.blockedId),
  ],
)
