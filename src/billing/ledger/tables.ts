import { index, integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { createdAt, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

export const entryKind = pgEnum('entry_kind', ['payment', 'refund', 'dispute', 'dispute_won'])
export const failureState = pgEnum('failure_state', ['trying', 'given_up', 'recovered'])

/** Whose money it is; a person who is gone leaves what they paid. */
const whose = () => ({
  communityId: uuid()
    .notNull()
    .references(() => communities.id, { onDelete: 'cascade' }),
  userId: uuid().references(() => profiles.id, { onDelete: 'set null' }),
  tierId: uuid().references(() => membershipTiers.id, { onDelete: 'set null' }),
})

/**
 * Money that came or went back, as Stripe says it: all revenue is the sum of these. Rows come with
 * the customer's truth and are never taken away.
 */
export const billingEntries = pgTable(
  'billing_entries',
  {
    /** Stripe's: of the charge, the refund or the dispute */
    id: text().primaryKey(),
    ...whose(),
    kind: entryKind().notNull(),
    /** in the currency's smallest unit; less than zero for what went back */
    amount: integer().notNull(),
    currency: text().notNull(),
    /** the subscription's or the payment's id */
    reference: text().notNull(),
    /** by Stripe's clock */
    happenedAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_billing_entries_community').on(t.communityId, t.happenedAt, t.id),
    index('idx_billing_entries_reference').on(t.reference),
    index('idx_billing_entries_tier_id').on(t.tierId),
    index('idx_billing_entries_user_id').on(t.userId),
  ],
)

/** Invoices that were asked for in vain at least once. */
export const billingFailures = pgTable(
  'billing_failures',
  {
    /** Stripe's, of the invoice */
    id: text().primaryKey(),
    ...whose(),
    amount: integer().notNull(),
    currency: text().notNull(),
    reference: text().notNull(),
    attempts: integer().notNull(),
    nextAttemptAt: instant(),
    state: failureState().notNull(),
    happenedAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_billing_failures_community').on(t.communityId, t.happenedAt, t.id),
    index('idx_billing_failures_tier_id').on(t.tierId),
    index('idx_billing_failures_user_id').on(t.userId),
  ],
)
