import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { stripePrices } from '../tables.ts'
import type { Entry, Failure } from './rules.ts'
import { billingEntries, billingFailures } from './tables.ts'

/** Writes a customer's money down. What it was paid for stays as it was first known. @param only asked besides */
export const writeEntries = (db: Db, entries: Entry[], only: SQL) =>
  db.execute(sql`
    insert into ${billingEntries} (id, community_id, user_id, tier_id, kind, amount, currency,
      reference, happened_at)
    select told.id, ${communities.id}, ${profiles.id}, ${tierOf}, told.kind, told.amount,
      told.currency, told.reference, told."happenedAt"
    from ${rowsOf(entries, sql`kind entry_kind`)} ${ownersOf} where ${only}
    on conflict (id) do update set amount = excluded.amount
      where ${billingEntries.amount} <> excluded.amount`)

/** The same for invoices that failed. */
export const writeFailures = (db: Db, failures: Failure[], only: SQL) =>
  db.execute(sql`
    insert into ${billingFailures} (id, community_id, user_id, tier_id, amount, currency,
      reference, attempts, next_attempt_at, state, happened_at)
    select told.id, ${communities.id}, ${profiles.id}, ${tierOf}, told.amount, told.currency,
      told.reference, told.attempts, told."nextAttemptAt", told.state, told."happenedAt"
    from ${rowsOf(failures, sql`attempts int, "nextAttemptAt" timestamptz, state failure_state`)}
      ${ownersOf} where ${only}
    on conflict (id) do update set attempts = excluded.attempts, state = excluded.state,
      next_attempt_at = excluded.next_attempt_at, amount = excluded.amount`)

const rowsOf = (rows: Entry[] | Failure[], more: SQL) => sql`
  jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(id text, "profileId" uuid,
    "communityId" uuid, "tierId" uuid, "priceId" text, amount int, currency text, reference text,
    "happenedAt" timestamptz, ${more})`

/** A tier of that very community, or none. */
const tierOf = sql`(select ${membershipTiers.id} from ${membershipTiers}
  where ${membershipTiers.communityId} = told."communityId" and ${membershipTiers.id} = coalesce(
    (select ${stripePrices.tierId} from ${stripePrices} where ${stripePrices.priceId} = told."priceId"),
    told."tierId"))`

const ownersOf = sql`
  join ${communities} on ${communities.id} = told."communityId"
  left join ${profiles} on ${profiles.id} = told."profileId"`
