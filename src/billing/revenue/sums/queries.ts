import { and, eq, type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { isLive } from '../../../spaces/grants/queries.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { billingEntries as entries } from '../../ledger/tables.ts'
import { subscriptions } from '../../tables.ts'
import { YEAR_AGO } from '../months/queries.ts'

/** What is paid by the month or year: trials bring nothing yet, a failed payment may still come. */
const isPaying = sql`(${subscriptions.status} in ('active', 'past_due') and ${subscriptions.periodMonths} is not null)`

/** What comes in each month, by currency. Whole periods are added up first, and rounded once. */
export const recurringOf = (db: Db, slug: string) =>
  db
    .select({
      currency: sql<string>`${subscriptions.currency}`,
      mrr: monthly(sql`true`),
      atRisk: monthly(sql`${subscriptions.status} = 'past_due'`),
      ending: monthly(sql`${subscriptions.cancelAtPeriodEnd}`),
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .where(and(sql`${tiers.communityId} = ${communityAt(slug)}`, isPaying))
    .groupBy(subscriptions.currency)
    .orderBy(sql`3 desc`)
export type Recurring = Awaited<ReturnType<typeof recurringOf>>[number]

const monthly = (which: SQL) => sql<number>`coalesce(round(
  sum(${subscriptions.amount}::numeric / ${subscriptions.periodMonths}) filter (where ${which})), 0)::float8`

/** People, each once, however much they have. */
export const subscribersOf = (db: Db, slug: string) =>
  db
    .select({
      paying: people(isPaying),
      trialing: people(sql`${subscriptions.status} = 'trialing'`),
      failing: people(sql`${subscriptions.status} = 'past_due'`),
      ending: people(sql`${isPaying} and ${subscriptions.cancelAtPeriodEnd}`),
      lifetime: qualified(sql<number>`(
        select count(distinct ${grants.profileId})::int from ${grants}
        where ${grants.communityId} = ${communityAt(slug)} and ${grants.source} = 'purchase'
          and ${isLive})`),
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .where(sql`${tiers.communityId} = ${communityAt(slug)}`)
export type Subscribers = Awaited<ReturnType<typeof subscribersOf>>[number]

const people = (which: SQL) =>
  sql<number>`(count(distinct ${subscriptions.userId}) filter (where ${which}))::int`

/** What each tier brought, by currency: in twelve months, what of it went back, and ever. */
export const revenueByTier = (db: Db, slug: string) =>
  db
    .select({
      tier: tiers.name,
      currency: entries.currency,
      paid: sum(sql`${entries.kind} = 'payment' and ${YEAR_AGO}`),
      refunded: sum(sql`${entries.kind} = 'refund' and ${YEAR_AGO}`),
      disputed: sum(sql`${entries.kind} in ('dispute', 'dispute_won') and ${YEAR_AGO}`),
      net: sum(YEAR_AGO),
      ever: sum(sql`true`),
    })
    .from(entries)
    .leftJoin(tiers, eq(tiers.id, entries.tierId))
    .where(sql`${entries.communityId} = ${communityAt(slug)}`)
    .groupBy(tiers.id, entries.currency)
    .orderBy(sql`sum(${entries.amount}) desc`, tiers.id)
export type TierRevenue = Awaited<ReturnType<typeof revenueByTier>>[number]

const sum = (which: SQL) =>
  sql<number>`coalesce(sum(${entries.amount}) filter (where ${which}), 0)::float8`
