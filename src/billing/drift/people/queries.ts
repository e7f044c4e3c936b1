import { type SQL, sql } from 'drizzle-orm'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { billingEntries } from '../../ledger/tables.ts'
import { checkouts, subscriptions } from '../../tables.ts'

/** Customers with anything to do with a community's purchases, by their ids, after one of them. */
export const customersOf = (db: Db, communityId: string, after: string, count: number) =>
  db
    .select({ customerId: sql<string>`${profiles.stripeCustomerId}` })
    .from(profiles)
    .where(
      sql`${profiles.stripeCustomerId} > ${after} and ${profiles.id} in (
        select ${checkouts.profileId} from ${checkouts}
          where ${checkouts.communityId} = ${communityId}::uuid
        union select ${grants.profileId} from ${grants}
          where ${grants.communityId} = ${communityId}::uuid
            and ${grants.source} in ('subscription', 'purchase')
        union select ${billingEntries.userId} from ${billingEntries}
          where ${billingEntries.communityId} = ${communityId}::uuid
        union select ${subscriptions.userId} from ${subscriptions}
          join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
          where ${tiers.communityId} = ${communityId}::uuid)`,
    )
    .orderBy(profiles.stripeCustomerId)
    .limit(count)

/** Who is which customer at Stripe. */
export const customersOfProfiles = (db: Db, ids: string[]) =>
  db
    .select({ id: profiles.id, customerId: profiles.stripeCustomerId })
    .from(profiles)
    .where(isAmong(ids))

const isAmong = (ids: string[]): SQL =>
  sql`${profiles.id}::text in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`

export const profileOf = (db: Db, customerId: string) =>
  db
    .select({ id: profiles.id })
    .from(profiles)
    .where(sql`${profiles.stripeCustomerId} = ${customerId}`)
