import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles, role } from '../profiles/tables.ts'
import { membershipTiers } from './tiers/tables.ts'

export const joining = pgEnum('joining', ['open', 'approval', 'invitation'])
export const membershipStatus = pgEnum('membership_status', ['active', 'pending', 'banned', 'left'])
export type MembershipStatus = (typeof membershipStatus.enumValues)[number]

/** What an owner may set beside the columns. */
export type CommunitySettings = {
  /** Stripe reckons the taxes */
  automaticTax?: boolean
  /** days that access outlives a renewal that failed */
  graceDays?: number
}

export const communities = pgTable(
  'communities',
  {
    id: id(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    description: text().notNull().default(''),
    logoUrl: text(),
    coverUrl: text(),
    brandColor: text().notNull().default('#4f46e5'),
    ownerId: uuid()
      .notNull()
      .references(() => profiles.id),
    settings: jsonb().$type<CommunitySettings>().notNull().default({}),
    /** public spaces may be read by anyone, signed in or not */
    isPublic: boolean().notNull().default(true),
    joining: joining().notNull().default('open'),
    /** active memberships; kept by triggers on `memberships`, whoever writes there */
    membersCount: integer().notNull().default(0),
    createdAt: createdAt(),
    deletedAt: instant(),
  },
  (t) => [
    index('idx_communities_owner_id').on(t.ownerId),
    check('brand_color_is_hex', sql`${t.brandColor} ~ '^#[0-9a-f]{6}$'`),
  ],
)
export type Community = typeof communities.$inferSelect

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    role: role().notNull().default('member'),
    tierId: uuid().references(() => membershipTiers.id, { onDelete: 'set null' }),
    status: membershipStatus().notNull().default('active'),
    joinedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('memberships_community_profile').on(t.communityId, t.profileId),
    index('idx_memberships_profile_id').on(t.profileId),
    index('idx_memberships_tier_id').on(t.tierId),
    index('idx_memberships_staff').on(t.communityId).where(sql`${t.role} > 'member'`),
    index('idx_memberships_directory').on(
      t.communityId,
      t.status,
      t.joinedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check('active_has_joined', sql`${t.status} <> 'active' or ${t.joinedAt} is not null`),
  ],
)
export type Membership = typeof memberships.$inferSelect
