import { type SQL, sql } from 'drizzle-orm'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaceFollows, spaces } from '../../spaces/tables.ts'

/**
 * What the page of a space says of it beyond the community's map, and whether someone follows it.
 * @param at the id of the space, as a subquery
 */
export const placeAt = (db: Db, at: SQL, me: string | null) =>
  db
    .select({
      id: spaces.id,
      isVisible: sql<boolean>`${visibleTo(me)}`,
      followers: sql<number>`${followersOf}`,
      isFollowing: sql<boolean>`exists (select 1 from ${spaceFollows}
        where space_id = ${at} and profile_id = ${me}::uuid)`,
      tiers: sql<string[]>`${openingTiers}`,
    })
    .from(spaces)
    .where(sql`${spaces.id} = ${at}`)

const followersOf = sql`(select count(*)::int from ${spaceFollows}
  where ${spaceFollows.spaceId} = ${spaces.id})`

const openingTiers = sql`coalesce((
  select json_agg(${membershipTiers.name} order by ${membershipTiers.sortOrder}, ${membershipTiers.id})
  from ${membershipTiers}
  where ${membershipTiers.id} = any(${spaces.requiredTierIds}) and ${membershipTiers.isActive}), '[]')`
