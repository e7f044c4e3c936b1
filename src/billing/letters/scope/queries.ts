import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import { profiles } from '../../../profiles/tables.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { billingChecks } from '../../drift/tables.ts'
import { billingEntries } from '../../ledger/tables.ts'
import { checkouts, subscriptions } from '../../tables.ts'
import { deadLetters as letters } from '../tables.ts'

const reference = letters.reference

/** The profile of the customer whom a letter names. */
const customer = sql`(${letters.kind} = 'stripe.customer' and ${profiles.stripeCustomerId} = ${reference})`

/** The first word of the reference: a check's parts begin with the check. */
const checkId = sql`split_part(${reference}, ' ', 1)`

/** The subscription that ends, or that moves to the price behind the colon. */
const sub = sql`split_part(${reference}, ':', 1)`

/** The communities that a letter's ids tell of: none, one, or each where its person has bought. */
export const communitiesOfLetter: SQL = sql`(
  select home.id from ${communities} home where home.deleted_at is null and home.id in (
    select ${tiers.communityId} from ${tiers}
      where ${letters.kind} = 'stripe.tier' and ${tiers.id}::text = ${reference}
    union select ${billingEntries.communityId} from ${billingEntries}
      where ${letters.kind} = 'stripe.charge' and ${billingEntries.id} = ${reference}
    union select ${billingChecks.communityId} from ${billingChecks}
      where ${letters.kind} like 'billing.%' and ${billingChecks.id}::text = ${checkId}
    union select ${checkouts.communityId} from ${profiles}
      join ${checkouts} on ${checkouts.profileId} = ${profiles.id} where ${customer}
    union select ${grants.communityId} from ${profiles} join ${grants}
      on ${grants.profileId} = ${profiles.id} and ${grants.source} in ('subscription', 'purchase')
      where ${customer}
    union select ${tiers.communityId} from ${subscriptions}
      join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
      where ${letters.kind} in ('stripe.cancel', 'stripe.move') and ${subscriptions.id}::text = ${sub}
    union select ${tiers.communityId} from ${profiles}
      join ${subscriptions} on ${subscriptions.userId} = ${profiles.id}
      join ${tiers} on ${tiers.id} = ${subscriptions.tierId} where ${customer}))`

/** Who or what it is about, by name. */
export const aboutLetter: SQL = sql`coalesce(
  (select ${profiles.fullName} from ${profiles} where ${customer}),
  (select ${profiles.fullName} from ${profiles}
    join ${subscriptions} on ${subscriptions.userId} = ${profiles.id}
    where ${letters.kind} in ('stripe.cancel', 'stripe.move') and ${subscriptions.id}::text = ${sub}),
  (select ${tiers.name} from ${tiers}
    where ${letters.kind} = 'stripe.tier' and ${tiers.id}::text = ${reference}))`
