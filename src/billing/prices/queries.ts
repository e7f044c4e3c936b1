import { and, eq, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { stripePrices as prices } from '../tables.ts'

/** Whether the owner had Stripe reckon the taxes. */
export const isTaxed = sql<boolean>`coalesce((${communities.settings}->>'automaticTax')::boolean, false)`

/** A tier as Stripe has to know it, with the price that was made for what it costs now, if any. */
export const findOffer = (db: Db, id: string) =>
  db
    .select({
      id: tiers.id,
      communityId: tiers.communityId,
      name: tiers.name,
      description: tiers.description,
      priceCents: tiers.priceCents,
      currency: tiers.currency,
      billingPeriod: tiers.billingPeriod,
      trialDays: tiers.trialDays,
      isActive: tiers.isActive,
      community: communities.name,
      slug: communities.slug,
      isTaxed,
      priceId: prices.priceId,
    })
    .from(tiers)
    .innerJoin(communities, eq(communities.id, tiers.communityId))
    .leftJoin(
      prices,
      and(
        eq(prices.tierId, tiers.id),
        eq(prices.amount, tiers.priceCents),
        eq(prices.currency, tiers.currency),
        eq(prices.billingPeriod, tiers.billingPeriod),
      ),
    )
    .where(sql`${tiers.id} = ${id}::uuid and ${communities.deletedAt} is null`)
    .orderBy(prices.createdAt)
    .limit(1)
export type Offer = Awaited<ReturnType<typeof findOffer>>[number]

/** Writes down a price of Stripe's; the tier takes it, if it has not come to cost otherwise. */
export const keepPrice = (db: Db, offer: Offer, priceId: string) => {
  const { id, priceCents: amount, currency, billingPeriod } = offer
  return [
    db
      .insert(prices)
      .values({ priceId, tierId: id, amount, currency, billingPeriod })
      .onConflictDoNothing(),
    db
      .update(tiers)
      .set({ stripePriceId: priceId })
      .where(
        and(
          eq(tiers.id, id),
          eq(tiers.priceCents, amount),
          eq(tiers.currency, currency),
          eq(tiers.billingPeriod, billingPeriod),
        ),
      ),
  ] as const
}

/** Forgets the price at which a tier is sold, since Stripe does not know it: the next buyer has one made. */
export const dropPrice = (db: Db, tierId: string) =>
  db.execute(sql`
    delete from ${prices} using ${tiers}
    where ${tiers.id} = ${tierId}::uuid and ${prices.tierId} = ${tiers.id}
      and ${prices.amount} = ${tiers.priceCents} and ${prices.currency} = ${tiers.currency}
      and ${prices.billingPeriod} = ${tiers.billingPeriod}`)
