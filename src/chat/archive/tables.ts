import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from '../../db/columns.ts'

/** How far the ciphertext of a channel's topic has been copied from the nodes. */
export const chatArchives = pgTable(
  'chat_archives',
  {
    /** of a space or a conversation */
    channelId: uuid().notNull(),
    epoch: integer().notNull(),
    /** milliseconds since 1970: the last message that was copied */
    reached: bigint({ mode: 'number' }).notNull().default(0),
    /** the hashes of what was copied last, since messages may come a little late */
    recent: text().array().notNull().default([]),
    lookedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.epoch] })],
)
