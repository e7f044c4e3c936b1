import { type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { tellEach } from '../../notifications/queries.ts'
import { profiles } from '../../profiles/tables.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { subscriptions } from '../tables.ts'

type Reminder = {
  /** with the tier's name in the place of `{tier}`, the day in that of `{day}` */
  title: string
  body: string
  /** one cause, one subscription and one day tell once */
  cause: string
  /** the moment that it is about, and which subscriptions it is for */
  at: SQL
  where: SQL
}

/**
 * Tells people of what is about to come of their subscriptions, once each. A window is open for days,
 * so that a tick that is late, or comes twice, misses and repeats nothing.
 */
const remind = (db: Db, { title, body, cause, at, where }: Reminder) => {
  const day = sql`to_char(${at} at time zone 'utc', 'FMDD FMMonth')`
  const rows = sql`
    select ${profiles.id} as user_id, ${communities.id} as community_id, null::uuid as space_id,
      replace(replace(${title}, '{tier}', ${tiers.name}), '{day}', ${day}) as title,
      replace(${body}, '{day}', ${day}) as body, '/' || ${communities.slug} || '/plans' as link,
      ${cause} || ':' || ${subscriptions.stripeSubscriptionId} || ':'
        || to_char(${at} at time zone 'utc', 'YYYY-MM-DD') as cause
    from ${subscriptions}
    join ${profiles} on ${profiles.id} = ${subscriptions.userId} and ${profiles.deletedAt} is null
    join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
    join ${communities} on ${communities.id} = ${tiers.communityId}
      and ${communities.deletedAt} is null
    join ${memberships} on ${memberships.communityId} = ${communities.id}
      and ${memberships.profileId} = ${profiles.id} and ${memberships.status} = 'active'
    left join ${grants} on ${grants.reference} = ${subscriptions.stripeSubscriptionId}
      and ${grants.source} = 'subscription' and ${grants.tierId} = ${subscriptions.tierId}
    where ${where}`
  return db.execute(tellEach('membership_renewal', rows))
}

const isSoon = (at: SQL, days: number) =>
  sql`(${at} > now() and ${at} <= now() + ${`${days} days`}::interval)`
const isKept = sql`not ${subscriptions.cancelAtPeriodEnd}`

/** Seven days before it renews, by the month or by the year; not of what was cancelled. */
export const tellOfRenewals = (db: Db) =>
  remind(db, {
    title: '{tier} renews on {day}',
    body: 'Nothing is to be done if you want to keep it.',
    cause: 'renewal',
    at: sql`${subscriptions.currentPeriodEnd}`,
    where: sql`${subscriptions.status} = 'active' and ${isKept}
      and ${isSoon(sql`${subscriptions.currentPeriodEnd}`, 7)}`,
  })

/** Three days before the first payment. */
export const tellOfTrialEnds = (db: Db) =>
  remind(db, {
    title: 'Your free days of {tier} end on {day}',
    body: 'From then on it is paid for. If you do not want to keep it, cancel it before.',
    cause: 'trial',
    at: sql`${subscriptions.trialEndsAt}`,
    where: sql`${subscriptions.status} = 'trialing' and ${isKept}
      and ${isSoon(sql`${subscriptions.trialEndsAt}`, 3)}`,
  })

/** Three days before a payment that never came shuts the door. */
export const tellOfLastDays = (db: Db) =>
  remind(db, {
    title: '{tier} ends on {day} unless it is paid',
    body: 'Your payment still does not go through. Have a look at your card.',
    cause: 'last',
    at: sql`${grants.endsAt}`,
    where: sql`${subscriptions.status} = 'past_due' and ${isKept} and ${isSoon(sql`${grants.endsAt}`, 3)}`,
  })
