import { type SQL, sql } from 'drizzle-orm'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { subscriptions } from '../../tables.ts'

/**
 * As a subquery: whether a payment of someone's did not go through in a community, for what, and
 * until when it stays open to them (in milliseconds; null once it is closed).
 */
export const dueOf = (communityId: SQL, me: string): SQL => sql`
  select json_build_object('tier', ${tiers.name}, 'endsAt', (
    select floor(extract(epoch from max(${grants.endsAt})) * 1000) from ${grants}
    where ${grants.profileId} = ${subscriptions.userId} and ${grants.endsAt} > now()
      and ${grants.reference} = ${subscriptions.stripeSubscriptionId}))
  from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
  where ${subscriptions.userId} = ${me}::uuid and ${tiers.communityId} = ${communityId}
    and ${subscriptions.status} in ('past_due', 'unpaid')
  order by ${subscriptions.createdAt} desc limit 1`
