import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, wallClock } from '../../db/columns.ts'
import { spaces } from '../../spaces/tables.ts'

/** A rule by which events come again. Each of them is a row of `events`, made a year ahead. */
export const eventSeries = pgTable(
  'event_series',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    /** RFC 5545, without `RRULE:`; an UNTIL is a time on the wall */
    rule: text().notNull(),
    /** the first, on the wall of `timezone` */
    startsWall: wallClock().notNull(),
    timezone: text().notNull(),
    /** how long each lasts */
    minutes: integer().notNull(),
    /** of the last write: of two at once, the second finds that it is not the one that it read */
    revision: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_event_series_space_id').on(t.spaceId)],
)
