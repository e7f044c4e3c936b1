import { sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { subscriptions } from '../tables.ts'

/**
 * Tells once of each renewal that is seven days away. It looks a day wide, so that a cron that was
 * late misses none.
 */
export const tellOfRenewals = (db: Db) =>
  db.execute(sql`
    insert into ${notifications} (id, user_id, community_id, type, title, body, link, cause)
    select ${newIdPerRow()}, ${profiles.id}, ${communities.id}, 'membership_renewal',
      ${membershipTiers.name} || ' renews in a week', 'Nothing is to be done if you want to keep it.',
      '/' || ${communities.slug} || '/plans',
      'renewal:' || ${subscriptions.stripeSubscriptionId} || ':'
        || to_char(${subscriptions.currentPeriodEnd} at time zone 'utc', 'YYYY-MM-DD')
    from ${subscriptions}
    join ${profiles} on ${profiles.id} = ${subscriptions.userId} and ${profiles.deletedAt} is null
    join ${membershipTiers} on ${membershipTiers.id} = ${subscriptions.tierId}
    join ${communities} on ${communities.id} = ${membershipTiers.communityId}
      and ${communities.deletedAt} is null
    join ${memberships} on ${memberships.communityId} = ${communities.id}
      and ${memberships.profileId} = ${profiles.id} and ${memberships.status} = 'active'
    where ${subscriptions.status} in ('active', 'trialing') and not ${subscriptions.cancelAtPeriodEnd}
      and ${subscriptions.currentPeriodEnd} > now() + interval '6 days'
      and ${subscriptions.currentPeriodEnd} <= now() + interval '7 days'
    on conflict (user_id, type, cause) do nothing`)
