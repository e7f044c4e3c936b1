import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

export type LetterKind = 'notices' | 'reminders' | 'digest'
export type Outcome =
  | 'sent'
  | 'empty'
  | 'suppressed'
  | 'unreachable'
  | 'bounced'
  | 'complained'
  | 'failed'

/** A letter to one person, which gathers notices until it is sent. It never holds an address. */
export const letters = pgTable(
  'letters',
  {
    id: id(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    kind: text().$type<LetterKind>().notNull(),
    /** the community that it is of; empty for all of them, or none */
    scope: text().notNull().default(''),
    dueAt: instant().notNull(),
    /** when it was last put on the queue */
    queuedAt: instant(),
    /** nothing more comes into it */
    closedAt: instant(),
    /** until then whoever took it is at it */
    heldUntil: instant(),
    attempts: integer().notNull().default(0),
    doneAt: instant(),
    outcome: text().$type<Outcome>(),
    /** the provider's name for it, by which it tells of bounces */
    providerId: text(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('letters_open').on(t.profileId, t.kind, t.scope).where(sql`${t.closedAt} is null`),
    index('idx_letters_due').on(t.dueAt).where(sql`${t.doneAt} is null`),
    index('idx_letters_profile_id').on(t.profileId, t.doneAt),
    index('idx_letters_provider_id').on(t.providerId).where(sql`${t.providerId} is not null`),
  ],
)
