import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { createdAt, id } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'

export const spaceType = pgEnum('space_type', [
  'discussion',
  'chat',
  'course',
  'events',
  'resources',
])
export const visibility = pgEnum('visibility', ['public', 'private', 'paid'])
/** How much of a place someone wants to be told; what each means is in notifications/levels. */
export const level = pgEnum('level', ['mute', 'normal', 'follow', 'watch'])
export type Level = (typeof level.enumValues)[number]
export type SpaceSettings = { whoPosts?: 'members' | 'staff' }
export type SpaceType = (typeof spaceType.enumValues)[number]
export type Visibility = (typeof visibility.enumValues)[number]

export const spaces = pgTable(
  'spaces',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    slug: text().notNull(),
    description: text().notNull().default(''),
    emoji: text().notNull().default(''),
    coverUrl: text(),
    spaceType: spaceType().notNull().default('discussion'),
    visibility: visibility().notNull().default('public'),
    requiredTierIds: uuid().array().notNull().default([]),
    settings: jsonb().$type<SpaceSettings>().notNull().default({}),
    sortOrder: integer().notNull().default(0),
    isArchived: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    unique('spaces_community_slug').on(t.communityId, t.slug),
    index('idx_spaces_community_id').on(t.communityId),
    index('idx_spaces_slug').on(t.slug),
    index('idx_spaces_type').on(t.spaceType),
  ],
)
export type Space = typeof spaces.$inferSelect

/** What someone chose for a space. Without a row it is `normal`; `follow` and `watch` are followers. */
export const spaceFollows = pgTable(
  'space_follows',
  {
    spaceId: uuid()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    level: level().notNull().default('follow'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.profileId] }),
    index('idx_space_follows_profile_id').on(t.profileId),
  ],
)
