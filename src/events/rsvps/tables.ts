import { sql } from 'drizzle-orm'
import { index, integer, pgEnum, pgTable, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { events } from '../tables.ts'

export const rsvpStatus = pgEnum('rsvp_status', ['going', 'maybe', 'not_going', 'waitlist'])
export type RsvpStatus = (typeof rsvpStatus.enumValues)[number]

export const eventRsvps = pgTable(
  'event_rsvps',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    status: rsvpStatus().notNull(),
    /** on the waitlist: who has the lowest is next */
    place: integer(),
    /** when a seat came to them that they had waited for */
    promotedAt: instant(),
    checkedInAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('event_rsvps_once').on(t.eventId, t.userId),
    index('idx_event_rsvps_event_id').on(t.eventId, t.status),
    index('idx_event_rsvps_user_id').on(t.userId),
    index('idx_event_rsvps_waitlist').on(t.eventId, t.place).where(sql`${t.status} = 'waitlist'`),
  ],
)
