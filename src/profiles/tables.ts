import { index, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../db/columns.ts'

export const role = pgEnum('role', ['member', 'moderator', 'admin', 'owner'])
export type Role = (typeof role.enumValues)[number]

export const profiles = pgTable(
  'profiles',
  {
    id: id(),
    clerkId: text().notNull().unique(),
    username: text().notNull().unique(),
    fullName: text().notNull(),
    avatarUrl: text(),
    bio: text().notNull().default(''),
    location: text().notNull().default(''),
    socialLinks: jsonb().$type<string[]>().notNull().default([]),
    /** in the whole deployment; the role in a community is in memberships */
    role: role().notNull().default('member'),
    stripeCustomerId: text(),
    /** Clerk's own clock, so that an older webhook never overwrites a newer one */
    clerkUpdatedAt: instant(),
    createdAt: createdAt(),
    lastSeenAt: instant(),
    deletedAt: instant(),
  },
  (t) => [
    index('idx_profiles_clerk_id').on(t.clerkId),
    index('idx_profiles_username').on(t.username),
  ],
)
export type Profile = typeof profiles.$inferSelect

export const follows = pgTable(
  'follows',
  {
    followerId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    followedId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.followerId, t.followedId] }),
    index('idx_follows_followed_id').on(t.followedId),
  ],
)
