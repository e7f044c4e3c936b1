import { eq, sql } from 'drizzle-orm'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { stripePrices } from '../../tables.ts'

/** What a community sells now, and every price that it ever asked, which somebody may still pay. */
export const offersOf = (db: Db, communityId: string) =>
  [
    db
      .select({ id: tiers.id })
      .from(tiers)
      .where(
        sql`${tiers.communityId} = ${communityId}::uuid and ${tiers.isActive} and ${tiers.priceCents} > 0`,
      ),
    db
      .select({ id: stripePrices.priceId })
      .from(stripePrices)
      .innerJoin(tiers, eq(tiers.id, stripePrices.tierId))
      .where(
        sql`${tiers.communityId} = ${communityId}::uuid and ${stripePrices.billingPeriod} <> 'lifetime'`,
      ),
  ] as const
