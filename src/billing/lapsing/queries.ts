import { sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { liveTierOf } from '../../spaces/grants/queries.ts'
import { grants } from '../../spaces/grants/tables.ts'

/**
 * Has memberships no longer show a tier whose grant has run out within the last day, and says whose.
 * A grant shuts its door by itself; this is for what is shown, and for what is kept of the right.
 */
export const hideLapsed = (db: Db) =>
  db.execute<{ profileId: string }>(sql`
    with lapsed as materialized (
      select distinct ${grants.communityId} as community_id, ${grants.profileId} as profile_id
      from ${grants}
      where ${grants.endsAt} between now() - interval '1 day' and now() and ${grants.tierId} is not null),
    shown as materialized (
      select lapsed.*,
        ${liveTierOf(sql`lapsed.community_id`, sql`lapsed.profile_id`)} as tier_id
      from lapsed)
    update ${memberships} set tier_id = shown.tier_id from shown
    where ${memberships.communityId} = shown.community_id
      and ${memberships.profileId} = shown.profile_id and ${memberships.status} = 'active'
      and ${memberships.tierId} is distinct from shown.tier_id
    returning ${memberships.profileId} as "profileId"`)
