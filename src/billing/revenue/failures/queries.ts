import { desc, eq, sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { billingFailures as failures } from '../../ledger/tables.ts'

export const MOST_FAILURES = 50

/** Payments that failed within twelve months: those that are still tried first, then the newest. */
export const failuresIn = (db: Db, slug: string) =>
  db
    .select({
      id: failures.id,
      username: profiles.username,
      fullName: profiles.fullName,
      tier: tiers.name,
      amount: failures.amount,
      currency: failures.currency,
      attempts: failures.attempts,
      nextAttemptAt: failures.nextAttemptAt,
      state: failures.state,
      happenedAt: failures.happenedAt,
    })
    .from(failures)
    .leftJoin(profiles, eq(profiles.id, failures.userId))
    .leftJoin(tiers, eq(tiers.id, failures.tierId))
    .where(
      sql`${failures.communityId} = ${communityAt(slug)}
        and ${failures.happenedAt} > now() - interval '1 year'`,
    )
    .orderBy(failures.state, desc(failures.happenedAt))
    .limit(MOST_FAILURES)
export type FailedPayment = Awaited<ReturnType<typeof failuresIn>>[number]
