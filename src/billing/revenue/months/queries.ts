import { sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { billingEntries as entries } from '../../ledger/tables.ts'
import { subscriptions } from '../../tables.ts'

/** The first moment of the eleventh month before this one, UTC. */
const first = sql`date_trunc('month', now() at time zone 'utc') - interval '11 months'`

/** An entry of the twelve months that the page shows. */
export const YEAR_AGO = sql`${entries.happenedAt} at time zone 'utc' >= ${first}`

const months = sql`generate_series(${first}, date_trunc('month', now() at time zone 'utc'),
  interval '1 month') as months(month)`

/** A subscription counts from its first payment: what ended in its trial never did. */
const began = sql`greatest(${subscriptions.createdAt}, ${subscriptions.trialEndsAt})`

/**
 * Subscriptions that came and went in each of twelve months, UTC, the oldest first. `held` are those
 * that were there when the month began, `left` those of them that ended in it.
 */
export const movesOf = (db: Db, slug: string) =>
  db
    .select({
      month: sql<string>`to_char(months.month, 'YYYY-MM')`,
      came: sql<number>`(count(paid.began) filter (where paid.began >= months.month))::int`,
      lost: sql<number>`(count(*) filter (where paid.ended < months.month + interval '1 month'))::int`,
      held: sql<number>`(count(*) filter (where paid.began < months.month))::int`,
      left: sql<number>`(count(*) filter (where paid.began < months.month
        and paid.ended < months.month + interval '1 month'))::int`,
    })
    .from(months)
    .leftJoin(
      sql`(
        select ${began} at time zone 'utc' as began, ${subscriptions.endedAt} at time zone 'utc' as ended
        from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
        where ${tiers.communityId} = ${communityAt(slug)}
          and ${subscriptions.status} not in ('trialing', 'incomplete', 'incomplete_expired')
          and (${subscriptions.endedAt} is null or ${subscriptions.endedAt} > ${began})) paid`,
      sql`paid.began < months.month + interval '1 month'
        and (paid.ended is null or paid.ended >= months.month)`,
    )
    .groupBy(sql`months.month`)
    .orderBy(sql`months.month`)
export type Moves = Awaited<ReturnType<typeof movesOf>>[number]

/** What came in each of twelve months less what went back in it, by currency; none for a month of nothing. */
export const revenueByMonth = (db: Db, slug: string) =>
  db
    .select({
      month: sql<string>`to_char(${entries.happenedAt} at time zone 'utc', 'YYYY-MM')`.as('month'),
      currency: entries.currency,
      net: sql<number>`sum(${entries.amount})::float8`,
    })
    .from(entries)
    .where(sql`${entries.communityId} = ${communityAt(slug)} and ${YEAR_AGO}`)
    .groupBy(sql`month`, entries.currency)
    .orderBy(sql`month`)
export type MonthRevenue = Awaited<ReturnType<typeof revenueByMonth>>[number]
