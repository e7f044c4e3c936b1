import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { level, spaces } from '../../spaces/tables.ts'

/** What someone chose for one thing, such as `post:…`. Without a row it is as its space. */
export const topicLevels = pgTable(
  'topic_levels',
  {
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    topic: text().notNull(),
    level: level().notNull(),
    /** where it lies, so that its name is not told to who may no longer enter */
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    /** by what name and address it is listed in settings */
    title: text().notNull(),
    link: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.profileId, t.topic] }),
    index('idx_topic_levels_topic').on(t.topic, t.profileId),
  ],
)
