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
import { createdAt, id, instant, updatedAt, wallClock } from '../db/columns.ts'
import { posts } from '../posts/tables.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'
import { eventSeries } from './series/tables.ts'

export const eventType = pgEnum('event_type', ['online', 'in_person', 'hybrid'])
export type EventType = (typeof eventType.enumValues)[number]

/** Who may read the names of those who come. The host, co-hosts and staff always may. */
export const guestNames = pgEnum('guest_names', ['everyone', 'members', 'going', 'hosts'])
export type GuestNames = (typeof guestNames.enumValues)[number]

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
    coHostIds: uuid().array().notNull().default([]),
    title: text().notNull(),
    /** Markdown */
    description: text().notNull().default(''),
    coverUrl: text(),
    eventType: eventType().notNull().default('online'),
    /** where people meet, in words */
    location: text().notNull().default(''),
    /** where they meet online: only for those who are going */
    linkUrl: text(),
    /** what was planned: a time on the wall of `timezone`. The instants follow from it */
    startsWall: wallClock().notNull(),
    endsWall: wallClock(),
    startsAt: instant().notNull(),
    endsAt: instant(),
    /** IANA zone in which the host planned it */
    timezone: text().notNull(),
    capacity: integer(),
    guestNames: guestNames().notNull().default('members'),
    isPublished: boolean().notNull().default(false),
    recordingUrl: text(),
    /** where it is talked about */
    postId: uuid().references(() => posts.id, { onDelete: 'set null' }),
    seriesId: uuid().references(() => eventSeries.id, { onDelete: 'set null' }),
    /** the time on the wall at which the series' rule puts it, wherever it has been moved since */
    recurrenceWall: wallClock(),
    /** what was changed for this one alone: the series leaves it as it is */
    ownFields: text().array().notNull().default([]),
    /** counts changes, for calendars */
    sequence: integer().notNull().default(0),
    cancelledAt: instant(),
    /** when it was last given another time: reminders that were due before are not sent late */
    movedAt: instant(),
    deletedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('events_series_recurrence').on(t.seriesId, t.recurrenceWall),
    index('idx_events_space_id').on(t.spaceId),
    index('idx_events_starts_at').on(t.startsAt),
    index('idx_events_agenda').on(t.spaceId, t.startsAt, t.id).where(sql`${t.deletedAt} is null`),
    index('idx_events_host_id').on(t.hostId),
    index('idx_events_post_id').on(t.postId),
    check('valid_time_range', sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    check('valid_capacity', sql`${t.capacity} is null or ${t.capacity} > 0`),
  ],
)
