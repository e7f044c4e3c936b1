import { and, eq, type SQL, sql } from 'drizzle-orm'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import type { Asker } from '../../edge/rules.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaceFollows, spaces } from '../../spaces/tables.ts'

/**
 * What the page of a space says of it beyond the community's map.
 * @param at the id of the space, as a subquery
 */
export const placeAt = (db: Db, at: SQL, asker: Asker) =>
  db
    .select({
      id: spaces.id,
      isVisible: sql<boolean>`${visibleTo(asker)}`,
      followers: sql<number>`${followersOf}`,
      tiers: sql<string[]>`${openingTiers}`,
      isForSale: sql<boolean>`${isSold}`,
    })
    .from(spaces)
    .where(sql`${spaces.id} = ${at}`)

/** One row if someone follows a space. */
export const followOf = (db: Db, spaceId: string, me: string) =>
  db
    .select({ id: spaceFollows.spaceId })
    .from(spaceFollows)
    .where(and(eq(spaceFollows.spaceId, spaceId), eq(spaceFollows.profileId, me)))

const followersOf = sql`(select count(*)::int from ${spaceFollows}
  where ${spaceFollows.spaceId} = ${spaces.id})`

const openingTiers = sql`coalesce((
  select json_agg(${membershipTiers.name} order by ${membershipTiers.sortOrder}, ${membershipTiers.id})
  from ${membershipTiers}
  where ${membershipTiers.id} = any(${spaces.requiredTierIds}) and ${membershipTiers.isActive}), '[]')`

const isSold = sql`exists (
  select 1 from ${membershipTiers} where ${membershipTiers.id} = any(${spaces.requiredTierIds})
    and ${membershipTiers.isActive} and ${membershipTiers.priceCents} > 0)`
