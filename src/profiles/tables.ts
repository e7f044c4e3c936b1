import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
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
    /** the person chose these here: Clerk no longer decides them */
    isNameOwn: boolean().notNull().default(false),
    isAvatarOwn: boolean().notNull().default(false),
    createdAt: createdAt(),
    lastSeenAt: instant(),
    deletedAt: instant(),
  },
  (t) => [
    index('idx_profiles_clerk_id').on(t.clerkId),
    index('idx_profiles_username').on(t.username),
    uniqueIndex('profiles_stripe_customer_id').on(t.stripeCustomerId),
    index('idx_profiles_deleted_at').on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    uniqueIndex('profiles_one_owner').on(t.role).where(sql`${t.role} = 'owner'`),
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
