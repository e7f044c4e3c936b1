import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { billingPeriod, membershipTiers } from '../communities/tiers/tables.ts'
import { createdAt, id, instant } from '../db/columns.ts'
import { profiles } from '../profiles/tables.ts'

/** Stripe's own words for the state of a subscription. */
export const subscriptionStatus = pgEnum('subscription_status', [
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'incomplete',
  'incomplete_expired',
  'paused',
])

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    tierId: uuid()
      .notNull()
      .references(() => membershipTiers.id, { onDelete: 'cascade' }),
    stripeSubscriptionId: text().notNull().unique(),
    status: subscriptionStatus().notNull(),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAtPeriodEnd: boolean().notNull().default(false),
    /** what a period costs, less the discounts that last */
    amount: integer(),
    currency: text(),
    /** how long a period is; null for what is not paid by the month or the year */
    periodMonths: integer(),
    trialEndsAt: instant(),
    endedAt: instant(),
    /** Stripe's price, and the one that follows it at a moment: a downgrade, or a new price */
    priceId: text(),
    nextPriceId: text(),
    nextAt: instant(),
    /** when Stripe was last asked to end it, because its holder is here no more */
    endAskedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_subscriptions_user_id').on(t.userId),
    index('idx_subscriptions_tier_id').on(t.tierId),
    index('idx_subscriptions_period_end').on(t.currentPeriodEnd),
    index('idx_subscriptions_stripe_id').on(t.stripeSubscriptionId),
  ],
)

/** Events that Stripe sent about people whom we know, by Stripe's id: for who has to find out what happened. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text().primaryKey(),
    type: text().notNull(),
    customerId: text(),
    /** by Stripe's clock */
    happenedAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_stripe_events_customer_id').on(t.customerId, t.happenedAt)],
)

/**
 * How far a customer's truth has been fetched. Whoever fetches takes the next number first; what was
 * fetched under a lower number than what is written is old.
 */
export const stripeCustomers = pgTable(
  'stripe_customers',
  {
    customerId: text().primaryKey(),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    asked: integer().notNull().default(0),
    written: integer().notNull().default(0),
    writtenAt: instant(),
    /** when Stripe was last asked to forget them, because their account is gone */
    forgetAskedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_stripe_customers_profile_id').on(t.profileId)],
)

/** Prices made at Stripe, and what each stands for: a tier that asks for the same takes it again. */
export const stripePrices = pgTable(
  'stripe_prices',
  {
    priceId: text().primaryKey(),
    tierId: uuid()
      .notNull()
      .references(() => membershipTiers.id, { onDelete: 'cascade' }),
    amount: integer().notNull(),
    currency: text().notNull(),
    billingPeriod: billingPeriod().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('idx_stripe_prices_tier_id').on(t.tierId)],
)

/**
 * The one checkout that someone may have open in a community. Each new one takes the next turn and
 * ends the one before, so that no two can be paid.
 */
export const checkouts = pgTable(
  'checkouts',
  {
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    turn: integer().notNull().default(1),
    /** null until Stripe has made it */
    sessionId: text(),
    /** the one before, which the next turn has to end */
    previousId: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.profileId, t.communityId] }),
    index('idx_checkouts_community_id').on(t.communityId),
  ],
)

/** Subscriptions that an owner moves to a new price at their next renewal, each once for each price. */
export const priceMoves = pgTable(
  'price_moves',
  {
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id, { onDelete: 'cascade' }),
    priceId: text()
      .notNull()
      .references(() => stripePrices.priceId, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    /** when Stripe knew of it, or when there was nothing left to move */
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.priceId] }),
    index('idx_price_moves_price_id').on(t.priceId),
  ],
)
