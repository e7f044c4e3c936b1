import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import { sessions } from '../../profiles/sessions/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { notifications } from '../tables.ts'

/** A browser that is told at once: where it listens, and the keys by which only it can read. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    id: id(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** it is told as long as its owner is signed in there */
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    endpoint: text().notNull().unique(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** in words, such as "Firefox on Android" */
    device: text().notNull(),
    /** tries in a row that failed */
    failures: integer().notNull().default(0),
    lastSentAt: instant(),
    queuedAt: instant(),
    heldUntil: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_push_subscriptions_profile_id').on(t.profileId),
    index('idx_push_subscriptions_session_id').on(t.sessionId),
  ],
)

/** What one browser is still to be told, or has been. */
export const pushes = pgTable(
  'pushes',
  {
    subscriptionId: uuid()
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    notificationId: uuid()
      .notNull()
      .references(() => notifications.id, { onDelete: 'cascade' }),
    dueAt: instant().notNull(),
    doneAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.notificationId] }),
    index('idx_pushes_due').on(t.dueAt).where(sql`${t.doneAt} is null`),
    index('idx_pushes_notification_id').on(t.notificationId),
  ],
)
