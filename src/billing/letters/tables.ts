import { index, integer, pgEnum, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'

export const letterState = pgEnum('letter_state', ['waiting', 'sent', 'settled', 'dismissed'])

/**
 * Work that failed as often as the queue tries it, one row for each thing to do. Kinds and ids only:
 * what a message is about is asked anew whenever it is worked off.
 */
export const deadLetters = pgTable(
  'dead_letters',
  {
    id: id(),
    kind: text().notNull(),
    /** the id that the message carries */
    reference: text().notNull(),
    state: letterState().notNull().default('waiting'),
    /** the class of the last error, never its words; empty where nobody caught it */
    error: text().notNull().default(''),
    tries: integer().notNull().default(0),
    /** when the last try failed */
    failedAt: instant().notNull(),
    sentAt: instant(),
    settledAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('dead_letters_once').on(t.kind, t.reference),
    index('idx_dead_letters_state').on(t.state, t.failedAt),
    index('idx_dead_letters_reference').on(t.reference),
  ],
)
