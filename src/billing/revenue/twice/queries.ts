import { eq, sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { subscriptions } from '../../tables.ts'

/** Who pays for more than one membership here, perhaps without knowing it; a hundred of them. */
export const payersTwice = (db: Db, slug: string) =>
  db
    .select({
      username: profiles.username,
      fullName: profiles.fullName,
      tiers: sql<string[]>`array_agg(${tiers.name} order by ${subscriptions.createdAt})`,
      since: sql<string>`to_char(min(${subscriptions.createdAt}) at time zone 'utc', 'YYYY-MM-DD')`,
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .innerJoin(profiles, eq(profiles.id, subscriptions.userId))
    .where(
      sql`${tiers.communityId} = ${communityAt(slug)}
        and ${subscriptions.status} in ('trialing', 'active', 'past_due', 'unpaid', 'paused')`,
    )
    .groupBy(profiles.id)
    .having(sql`count(*) > 1`)
    .orderBy(profiles.fullName, profiles.id)
    .limit(100)
export type PayerTwice = Awaited<ReturnType<typeof payersTwice>>[number]
