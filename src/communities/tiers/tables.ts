import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../db/columns.ts'
import { communities } from '../tables.ts'

export const billingPeriod = pgEnum('billing_period', ['monthly', 'yearly', 'lifetime'])

export const membershipTiers = pgTable(
  'membership_tiers',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      // memberships name their tier and tiers their community: the annotation ends the type's circle
      .references((): AnyPgColumn => communities.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    description: text().notNull().default(''),
    /** in the currency's smallest unit */
    priceCents: integer().notNull().default(0),
    /** as Stripe writes it: `usd` */
    currency: text().notNull().default('usd'),
    billingPeriod: billingPeriod().notNull().default('monthly'),
    trialDays: integer().notNull().default(0),
    /** null until there is one at Stripe for what it costs now */
    stripePriceId: text(),
    features: jsonb().$type<string[]>().notNull().default([]),
    /** how large a file of who has it may be, in MB; null for what everyone may */
    fileMb: integer(),
    spaceAccess: uuid().array().notNull().default([]),
    sortOrder: integer().notNull().default(0),
    isActive: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_membership_tiers_community_id').on(t.communityId),
    check('price_non_negative', sql`${t.priceCents} >= 0`),
    check('trial_non_negative', sql`${t.trialDays} >= 0`),
    check('file_mb_in_bounds', sql`${t.fileMb} between 1 and 5120`),
  ],
)
export type Tier = typeof membershipTiers.$inferSelect
