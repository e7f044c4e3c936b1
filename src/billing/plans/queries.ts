import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { communityAt } from '../../communities/queries.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { stripePrices, subscriptions } from '../tables.ts'

const paid = alias(stripePrices, 'paid')
const coming = alias(stripePrices, 'coming')
const comingTier = alias(tiers, 'coming_tier')

/** Someone's subscriptions in a community, the newest first: what is paid, and what comes after it. */
export const subscriptionsOf = (db: Db, slug: string, me: string | null) =>
  db
    .select({
      stripeId: subscriptions.stripeSubscriptionId,
      tierId: tiers.id,
      tier: tiers.name,
      status: subscriptions.status,
      currentPeriodEnd: subscriptions.currentPeriodEnd,
      cancelAtPeriodEnd: subscriptions.cancelAtPeriodEnd,
      // what they pay, which may not be what the tier costs others by now
      priceCents: sql<number>`coalesce(${paid.amount}, ${tiers.priceCents})`,
      currency: sql<string>`coalesce(${paid.currency}, ${tiers.currency})`,
      billingPeriod: sql<
        (typeof tiers.billingPeriod.enumValues)[number]
      >`coalesce(${paid.billingPeriod}, ${tiers.billingPeriod})`,
      nextAt: subscriptions.nextAt,
      next: {
        tierId: comingTier.id,
        tier: comingTier.name,
        priceCents: coming.amount,
        currency: coming.currency,
        billingPeriod: coming.billingPeriod,
      },
      endsAt: qualified(sql<Date | null>`(
        select max(${grants.endsAt}) from ${grants}
        where ${grants.profileId} = ${subscriptions.userId}
          and ${grants.reference} = ${subscriptions.stripeSubscriptionId})`).mapWith(grants.endsAt),
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .leftJoin(paid, eq(paid.priceId, subscriptions.priceId))
    .leftJoin(coming, eq(coming.priceId, subscriptions.nextPriceId))
    .leftJoin(comingTier, eq(comingTier.id, coming.tierId))
    .where(
      and(
        sql`${tiers.communityId} = ${communityAt(slug)}`,
        sql`${subscriptions.userId} = ${me}::uuid`,
      ),
    )
    .orderBy(desc(subscriptions.createdAt))
export type SubscriptionOf = Awaited<ReturnType<typeof subscriptionsOf>>[number]
