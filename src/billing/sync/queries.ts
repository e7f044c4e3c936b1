import { and, eq, lt, type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { writeBought } from '../../courses/purchases/queries.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { isUnended, liveTierOf } from '../../spaces/grants/queries.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { writePlanned } from '../changes/queries.ts'
import { planOf } from '../changes/rules.ts'
import { writeEntries, writeFailures } from '../ledger/queries.ts'
import { entriesOf, failuresOf } from '../ledger/rules.ts'
import { tellOfPurchases } from '../notices/queries.ts'
import { noticesOf } from '../notices/rules.ts'
import { boughtOf } from '../once/rules.ts'
import { stripeCustomers, subscriptions } from '../tables.ts'
import type { Truth } from '../truth/rules.ts'
import { type Grace, type Rows, rowsOf } from './rules.ts'

/**
 * A number for a fetch that is about to begin, higher than all before; no row for a customer who is
 * nobody here. Whoever has a higher one has asked Stripe later.
 */
export const takeNumber = (db: Db, customerId: string) =>
  db.execute<{ number: number; profileId: string; grace: Grace | null }>(sql`
    insert into ${stripeCustomers} (customer_id, profile_id, asked)
    select ${customerId}, ${profiles.id}, 1 from ${profiles}
    where ${profiles.stripeCustomerId} = ${customerId}
    on conflict (customer_id) do update set asked = ${stripeCustomers.asked} + 1
    returning asked as number, profile_id as "profileId", ${graceOf} as grace`)

/** The days of grace that the owners of a customer's communities have set. */
const graceOf = sql`(select json_object_agg(${communities.id}, ${communities.settings}->'graceDays')
  from ${memberships} join ${communities} on ${communities.id} = ${memberships.communityId}
  where ${memberships.profileId} = ${stripeCustomers.profileId}
    and ${communities.settings} ? 'graceDays')`

export type Fetched = {
  customerId: string
  profileId: string
  /** by takeNumber */
  number: number
  truth: Truth
  grace: Grace | null
}

/**
 * Writes what was fetched, in one batch, unless something newer has been written. Touches the
 * grants of this customer's purchases and no other. The results named `changed` hold whose rights
 * are others now. `now` decides what there is to tell, and nothing else.
 */
export const writeFetched = (db: Db, fetched: Fetched, now: Date) => {
  const { customerId, number, profileId, truth, grace } = fetched
  const rows = rowsOf(truth, grace ?? {})
  // of all subscriptions and payments of the customer, ours or not
  const bought = [...truth.subscriptions, ...truth.intents, ...(truth.free ?? [])]
  const references = bought.map(({ id }) => id)
  const isNewest = sql`exists (select 1 from ${stripeCustomers}
    where ${stripeCustomers.customerId} = ${customerId} and ${stripeCustomers.written} = ${number})`
  const [buy, enrol] = writeBought(db, boughtOf(truth), isNewest)
  const wanted = wantedGrants(rows)
  return [
    holdCommunitiesOf(db, profileId, wanted),
    db
      .update(stripeCustomers)
      .set({ written: number, writtenAt: sql`now()` })
      .where(and(eq(stripeCustomers.customerId, customerId), lt(stripeCustomers.written, number))),
    writeSubscriptions(db, rows, isNewest),
    db.execute<Changed>(sql`
      update ${grants} set starts_at = least(${grants.startsAt}, wanted."startsAt"),
        ends_at = ${endOf(sql`${grants.endsAt}`, begun)}
      from ${wanted} where ${isSame}
        and ${grants.endsAt} is distinct from ${endOf(sql`${grants.endsAt}`, begun)} and ${isNewest}
      returning ${grants.profileId} as "profileId"`),
    db.execute<Changed>(sql`
      insert into ${grants} (id, community_id, profile_id, tier_id, source, reference, starts_at, ends_at)
      select ${newIdPerRow()}, wanted."communityId", ${profiles.id}, ${membershipTiers.id},
        wanted.source, wanted.reference, least(wanted."startsAt", now()), ${endOf(sql`null`, sql`now()`)}
      from ${wanted} join ${profiles} on ${profiles.id} = wanted."profileId"
      join ${membershipTiers} on ${membershipTiers.id} = wanted."tierId"
        and ${membershipTiers.communityId} = wanted."communityId"
      where ${isNewest} and not exists (select 1 from ${grants} where ${isSame})
      returning profile_id as "profileId"`),
    db.execute<Changed>(sql`
      update ${grants} set ends_at = greatest(now(), ${grants.startsAt})
      where ${grants.profileId} = ${profileId}::uuid and ${isNewest}
        and ${grants.source} in ('subscription', 'purchase')
        and ${grants.reference} = any(array(select jsonb_array_elements_text(${JSON.stringify(references)}::jsonb)))
        and ${isUnended}
        and not exists (select 1 from ${wanted} where ${isSame})
      returning ${grants.profileId} as "profileId"`),
    buy,
    enrol,
    showTiers(db, profileId, isNewest),
    tellOfPurchases(db, noticesOf(rows, now), isNewest),
    writeEntries(db, entriesOf(truth), isNewest),
    writeFailures(db, failuresOf(truth), isNewest),
    writePlanned(db, truth.subscriptions.map(planOf), isNewest),
  ] as const
}

type Changed = { profileId: string }

const wantedGrants = ({ grants: rows }: Rows): SQL => sql`
  jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted("profileId" uuid, "communityId" uuid,
    "tierId" uuid, source grant_source, reference text, "startsAt" timestamptz, "endsAt" timestamptz,
    "isOver" boolean)`

/** When a grant that is there has begun: by a transaction that waited less, later than this one did. */
const begun = sql`least(${grants.startsAt}, wanted."startsAt")`

/**
 * When a wanted grant ends; what is over at Stripe is over here, by whatever clock.
 * @param known its end so far
 * @param start it does not end before that
 */
const endOf = (known: SQL, start: SQL): SQL => sql`case
  when wanted."isOver" and wanted."endsAt" > now() then greatest(least(${known}, now()), ${start})
  else wanted."endsAt" end`

const isSame = sql`(${grants.profileId} = wanted."profileId" and ${grants.source} = wanted.source
  and ${grants.reference} = wanted.reference and ${grants.tierId} = wanted."tierId")`

/** In the order of their ids, so that two who hold several do not wait for each other. */
const holdCommunitiesOf = (db: Db, profileId: string, wanted: SQL) =>
  db.execute(sql`
    select ${communities.id} from ${communities} where ${communities.id} in (
      select ${grants.communityId} from ${grants} where ${grants.profileId} = ${profileId}::uuid
      union select wanted."communityId" from ${wanted})
    order by ${communities.id} for no key update`)

const writeSubscriptions = (db: Db, { subscriptions: rows }: Rows, isNewest: SQL) =>
  db.execute(sql`
    insert into ${subscriptions} (id, user_id, tier_id, stripe_subscription_id, status,
      current_period_start, current_period_end, cancel_at_period_end, amount, currency,
      period_months, trial_ends_at, ended_at, created_at)
    select ${newIdPerRow()}, ${profiles.id}, ${membershipTiers.id}, told."stripeSubscriptionId",
      told.status, told."currentPeriodStart", told."currentPeriodEnd", told."cancelAtPeriodEnd",
      told.amount, told.currency, told."periodMonths", told."trialEndsAt", told."endedAt",
      told."createdAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told("userId" uuid, "tierId" uuid,
      "stripeSubscriptionId" text, status subscription_status, "currentPeriodStart" timestamptz,
      "currentPeriodEnd" timestamptz, "cancelAtPeriodEnd" boolean, amount int, currency text, "periodMonths" int,
      "trialEndsAt" timestamptz, "endedAt" timestamptz, "createdAt" timestamptz)
    join ${profiles} on ${profiles.id} = told."userId"
    join ${membershipTiers} on ${membershipTiers.id} = told."tierId"
    where ${isNewest}
    on conflict (stripe_subscription_id) do update set tier_id = excluded.tier_id,
      status = excluded.status, current_period_start = excluded.current_period_start,
      current_period_end = excluded.current_period_end,
      cancel_at_period_end = excluded.cancel_at_period_end, amount = excluded.amount,
      currency = excluded.currency, period_months = excluded.period_months,
      trial_ends_at = excluded.trial_ends_at, ended_at = excluded.ended_at`)

/** What the directory shows of someone: a tier that is open to them, wherever they bought one. */
const showTiers = (db: Db, profileId: string, isNewest: SQL) =>
  db.execute(sql`
    update ${memberships} set
      tier_id = ${liveTierOf(memberships.communityId, memberships.profileId)}
    where ${memberships.profileId} = ${profileId}::uuid and ${isNewest}
      and ${memberships.communityId} in (
        select ${grants.communityId} from ${grants} where ${grants.profileId} = ${profileId}::uuid
          and ${grants.source} in ('subscription', 'purchase'))`)
