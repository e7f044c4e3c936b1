import { and, eq, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { stripeCustomers, subscriptions } from '../tables.ts'
import type { Facts } from './rules.ts'

/** What Stripe was asked for and did not do is asked for again after this time. */
const PATIENCE = sql`interval '1 hour'`

const isDue = (asked: typeof subscriptions.endAskedAt | typeof stripeCustomers.forgetAskedAt) =>
  sql`(${asked} is null or ${asked} < now() - ${PATIENCE})`

const isLive = sql`${subscriptions.status} in ('trialing', 'active', 'past_due', 'unpaid', 'paused')`

const standing = sql<Facts['standing']>`(
  select ${memberships.status} from ${memberships}
  where ${memberships.communityId} = ${tiers.communityId}
    and ${memberships.profileId} = ${subscriptions.userId})`

/** Claims the subscriptions that go on though their holders are here no more; `endOf` says how they end. */
export const claimEnds = (db: Db) =>
  db.execute<{ id: string }>(sql`
    update ${subscriptions} set end_asked_at = now()
    from ${tiers}, ${communities}, ${profiles}
    where ${tiers.id} = ${subscriptions.tierId} and ${communities.id} = ${tiers.communityId}
      and ${profiles.id} = ${subscriptions.userId} and ${isLive} and ${isDue(subscriptions.endAskedAt)}
      and ${profiles.deletedAt} is null
      and (${communities.deletedAt} is not null or ${standing} = 'banned'
        or (not ${subscriptions.cancelAtPeriodEnd} and ${standing} is distinct from 'active'))
    returning ${subscriptions.id}`)

/** Claims the customers whose accounts are gone. */
export const claimForgets = (db: Db) =>
  db.execute<{ id: string }>(sql`
    insert into ${stripeCustomers} (customer_id, profile_id, forget_asked_at)
    select ${profiles.stripeCustomerId}, ${profiles.id}, now() from ${profiles}
    where ${profiles.deletedAt} is not null and ${profiles.stripeCustomerId} is not null
    on conflict (customer_id) do update set forget_asked_at = now()
      where ${isDue(stripeCustomers.forgetAskedAt)}
    returning customer_id as id`)

/** A subscription, and how its holder stands to the community now. */
export const findEnd = (db: Db, id: string) =>
  db
    .select({
      stripeId: subscriptions.stripeSubscriptionId,
      isClosed: sql<boolean>`${communities.deletedAt} is not null`,
      isDeleted: sql<boolean>`${profiles.deletedAt} is not null`,
      standing,
    })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .innerJoin(communities, eq(communities.id, tiers.communityId))
    .innerJoin(profiles, eq(profiles.id, subscriptions.userId))
    .where(eq(subscriptions.id, id))

/** Whoever a customer was, if their account is gone. */
export const findGone = (db: Db, customerId: string) =>
  db
    .select({ profileId: profiles.id })
    .from(profiles)
    .where(and(eq(profiles.stripeCustomerId, customerId), sql`${profiles.deletedAt} is not null`))

/** The last trace of a customer in someone's row. */
export const dropCustomer = (db: Db, customerId: string) =>
  db
    .update(profiles)
    .set({ stripeCustomerId: null })
    .where(eq(profiles.stripeCustomerId, customerId))
