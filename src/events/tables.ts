import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'

export const eventType = pgEnum('event_type', ['online', 'in_person', 'hybrid'])
export const rsvpStatus = pgEnum('rsvp_status', ['going', 'maybe', 'not_going', 'waitlist'])

export const events = pgTable(
  'events',
  {
    id: id(),
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    hostId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    description: text().notNull().default(''),
    coverUrl: text(),
    eventType: eventType().notNull().default('online'),
    location: text().notNull().default(''),
    startsAt: instant().notNull(),
    endsAt: instant(),
    /** IANA zone in which the host planned it */
    timezone: text().notNull(),
    capacity: integer(),
    isPublished: boolean().notNull().default(false),
    recordingUrl: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_events_space_id').on(t.spaceId),
    index('idx_events_starts_at').on(t.startsAt),
    check('valid_time_range', sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    check('valid_capacity', sql`${t.capacity} is null or ${t.capacity} > 0`),
  ],
)

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
    createdAt: createdAt(),
  },
  (t) => [
    unique('event_rsvps_once').on(t.eventId, t.userId),
    index('idx_event_rsvps_event_id').on(t.eventId),
    index('idx_event_rsvps_user_id').on(t.userId),
  ],
)
