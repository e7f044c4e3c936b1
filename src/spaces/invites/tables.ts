import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../tables.ts'

/** What became of the letter with a link: it is still to be sent, was, or never will be. */
export type LetterState = 'waiting' | 'sent' | 'stopped' | 'refused' | 'bounced' | 'failed'

/** Links that let someone into one space, and into its community if they are not in it yet. */
export const spaceInvites = pgTable(
  'space_invites',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    code: text().notNull().unique(),
    /** for whom it was made, if it was made for one */
    email: text(),
    createdBy: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** null for any number */
    usesLeft: integer(),
    usedCount: integer().notNull().default(0),
    expiresAt: instant().notNull(),
    /** null where whoever made it sends it */
    letter: text().$type<LetterState>(),
    /** when the letter was last put on the queue */
    queuedAt: instant(),
    /** until then whoever took the letter is at it */
    heldUntil: instant(),
    attempts: integer().notNull().default(0),
    /** the provider's name for the letter, by which it tells of bounces */
    providerId: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_space_invites_space_id').on(t.spaceId),
    index('idx_space_invites_created_by').on(t.createdBy),
    index('idx_space_invites_waiting').on(t.queuedAt).where(sql`${t.letter} = 'waiting'`),
    index('idx_space_invites_provider_id').on(t.providerId).where(sql`${t.providerId} is not null`),
  ],
)
