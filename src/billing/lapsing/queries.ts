import { sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { tellEach } from '../../notifications/queries.ts'
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
      and ${memberships.profileId} = shown.profile_id
      and ${memberships.tierId} is distinct from shown.tier_id
    returning ${memberships.profileId} as "profileId"`)

/** Tells whose gift of a tier ran out within the last day, once, unless they have it otherwise. */
export const tellOfEndedGifts = (db: Db) =>
  db.execute(
    tellEach(
      'membership_renewal',
      sql`
    select ${grants.profileId} as user_id, ${communities.id} as community_id, null::uuid as space_id,
      ${membershipTiers.name} || ' has ended' as title,
      'It was given to you for a time. You can keep it under Plans.' as body,
      '/' || ${communities.slug} || '/plans' as link, 'gift:' || ${grants.id} as cause
    from ${grants}
    join ${membershipTiers} on ${membershipTiers.id} = ${grants.tierId}
    join ${communities} on ${communities.id} = ${grants.communityId} and ${communities.deletedAt} is null
    join ${memberships} on ${memberships.communityId} = ${grants.communityId}
      and ${memberships.profileId} = ${grants.profileId} and ${memberships.status} = 'active'
    where ${grants.source} = 'comp' and ${grants.endsAt} between now() - interval '1 day' and now()
      and not exists (select 1 from ${grants} other where other.profile_id = ${grants.profileId}
        and other.tier_id = ${grants.tierId} and (other.ends_at is null or other.ends_at > now()))`,
    ),
  )
