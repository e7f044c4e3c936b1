import { boolean, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { membershipTiers } from '../communities/tiers/tables.ts'
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
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_subscriptions_user_id').on(t.userId),
    index('idx_subscriptions_tier_id').on(t.tierId),
    index('idx_subscriptions_stripe_id').on(t.stripeSubscriptionId),
  ],
)
