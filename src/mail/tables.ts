import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt } from '../db/columns.ts'
import type { Stream } from './letter.ts'

export type Reason = 'bounce' | 'complaint' | 'unsubscribed'

/**
 * Whom we no longer write to. A subject is `profile:…`, or `address:…` with a keyed hash: addresses
 * themselves are kept nowhere. `*` is every stream.
 */
export const mailSuppressions = pgTable(
  'mail_suppressions',
  {
    subject: text().notNull(),
    stream: text().$type<Stream | '*'>().notNull(),
    reason: text().$type<Reason>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.stream] })],
)
