import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

/** A browser that someone chats with: the public halves of the keys that it has made. */
export const chatDevices = pgTable(
  'chat_devices',
  {
    id: id(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** raw P-256, base64url: proves authorship */
    signingKey: text().notNull(),
    /** raw P-256, base64url: what direct messages are sealed to */
    sealingKey: text().notNull(),
    createdAt: createdAt(),
    seenAt: instant().notNull().defaultNow(),
    revokedAt: instant(),
  },
  (t) => [
    unique('chat_devices_signing_key').on(t.signingKey),
    index('idx_chat_devices_profile_id').on(t.profileId),
    index('idx_chat_devices_revoked_at').on(t.revokedAt).where(sql`${t.revokedAt} is not null`),
  ],
)
