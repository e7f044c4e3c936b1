import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'
import { letters } from './letters/tables.ts'

export const notificationType = pgEnum('notification_type', [
  'mention',
  'reply',
  'event_reminder',
  'course_unlocked',
  'membership_renewal',
  'new_post',
  'new_follower',
])

export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    /** null for what belongs to no community, such as a new follower */
    communityId: uuid().references(() => communities.id, { onDelete: 'cascade' }),
    /** where it lies: nobody reads of a space that they may no longer enter */
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    actorId: uuid().references(() => profiles.id, { onDelete: 'cascade' }),
    type: notificationType().notNull(),
    title: text().notNull(),
    body: text().notNull().default(''),
    link: text().notNull(),
    /** what caused it, such as `post:…`: one cause tells one person once */
    cause: text().notNull(),
    /** the thing that it is about, such as `post:…`: they are grouped, muted and read by it */
    topic: text().notNull().default(''),
    isRead: boolean().notNull().default(false),
    /** false for who wants kinds like it by mail or push alone */
    inInbox: boolean().notNull().default(true),
    /** when it was decided by which other ways it goes out; null until then */
    sweptAt: instant(),
    /** the letter that it goes into, if any */
    letterId: uuid().references(() => letters.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    unique('notifications_once').on(t.userId, t.type, t.cause),
    index('idx_notifications_user_id_read').on(t.userId, t.isRead),
    index('idx_notifications_created_at').on(t.createdAt.desc().nullsFirst()),
    index('idx_notifications_inbox').on(t.userId, t.id.desc().nullsFirst()),
    index('idx_notifications_cause').on(t.cause),
    index('idx_notifications_actor_id').on(t.actorId),
    index('idx_notifications_unread').on(t.userId, t.topic).where(sql`not ${t.isRead}`),
    index('idx_notifications_unswept').on(t.id).where(sql`${t.sweptAt} is null`),
    index('idx_notifications_letter_id').on(t.letterId).where(sql`${t.letterId} is not null`),
  ],
)
export type Kind = (typeof notificationType.enumValues)[number]
