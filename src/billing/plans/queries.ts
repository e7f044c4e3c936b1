import { and, desc, eq, sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { subscriptions } from '../tables.ts'

/** Someone's subscriptions in a community, the newest first. */
export const subscriptionsOf = (db: Db, slug: string, me: string | null) =>
  db
    .select({
      tier: tiers.name,
      status: subscriptions.status,
      currentPeriodEnd: subscriptions.currentPeriodEnd,
      cancelAtPeriodEnd: subscriptions.cancelAtPeriodEnd,
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .where(
      and(
        sql`${tiers.communityId} = ${communityAt(slug)}`,
        sql`${subscriptions.userId} = ${me}::uuid`,
      ),
    )
    .orderBy(desc(subscriptions.createdAt))
export type SubscriptionOf = Awaited<ReturnType<typeof subscriptionsOf>>[number]
