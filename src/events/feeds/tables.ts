import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'

/** A secret address of someone's calendar: of all that they go to, or of a space as they see it. */
export const eventFeeds = pgTable(
  'event_feeds',
  {
    id: id(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** null: all that they go to, in every community */
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    /** shown to its owner whenever they ask: whoever has it reads this calendar */
    token: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('event_feeds_token').on(t.token),
    unique('event_feeds_once').on(t.profileId, t.spaceId).nullsNotDistinct(),
    index('idx_event_feeds_space_id').on(t.spaceId),
  ],
)
