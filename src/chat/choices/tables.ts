import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { createdAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

/** What someone chose about chat; no row is the same as the defaults. */
export const chatChoices = pgTable('chat_choices', {
  profileId: uuid()
    .primaryKey()
    .references(() => profiles.id, { onDelete: 'cascade' }),
  takesMessages: boolean().notNull().default(true),
  showsPresence: boolean().notNull().default(true),
  /** the keys of old direct messages, sealed under a recovery code that we never see */
  recovery: text(),
  createdAt: createdAt(),
})

/** What the owners of a community chose about chat. */
export const chatRules = pgTable('chat_rules', {
  communityId: uuid()
    .primaryKey()
    .references(() => communities.id, { onDelete: 'cascade' }),
  allowsMessages: boolean().notNull().default(true),
  /** whether ciphertext is kept beyond the message network */
  keepsArchive: boolean().notNull().default(true),
  createdAt: createdAt(),
})
