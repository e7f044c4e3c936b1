import { index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, updatedAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { events } from '../tables.ts'

/** How long before an event someone wants to be reminded; without a row, a day and an hour. */
export const eventReminderChoices = pgTable('event_reminder_choices', {
  userId: uuid()
    .primaryKey()
    .references(() => profiles.id, { onDelete: 'cascade' }),
  minutes: integer().array().notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

/** A reminder that was sent: the row is its claim. An event that moves is a new one to remind of. */
export const eventReminders = pgTable(
  'event_reminders',
  {
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    minutes: integer().notNull(),
    startsAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.userId, t.minutes, t.startsAt] }),
    index('idx_event_reminders_user_id').on(t.userId),
  ],
)
