import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { billingEntries as entries } from '../../ledger/tables.ts'
import type { SubscriptionStatus } from '../../rules.ts'
import { subscriptions } from '../../tables.ts'
import type { Shown } from './rules.ts'

/** Somebody who has or had a plan: one row for each subscription, and for each tier bought for good. */
export type Subscriber = {
  id: string
  username: string | null
  fullName: string | null
  avatarUrl: string | null
  tier: string
  /** null for what was bought for good */
  status: SubscriptionStatus | null
  /** what a period costs, or what was paid once; in the currency's smallest unit */
  amount: number | null
  currency: string | null
  periodMonths: number | null
  since: Date
  /** when it ended, ends, renews or begins to cost */
  endsAt: Date | null
  isEnding: boolean
  isOver: boolean
  /** Stripe's id of the subscription or the payment */
  reference: string
}

type Row = Omit<Subscriber, 'since' | 'endsAt'> & { since: string; endsAt: string | null }

/** Which of the rows are meant. */
const WHICH: Record<Shown | 'all', SQL> = {
  all: sql`true`,
  now: sql`not bought.is_over`,
  trying: sql`bought.status = 'trialing'`,
  failing: sql`bought.status in ('past_due', 'unpaid')`,
  ending: sql`bought.is_ending and not bought.is_over`,
  gone: sql`bought.is_over`,
}

/** @param which those of one kind, the newest first, after a row */
export async function subscribersIn(
  db: Db,
  slug: string,
  which: Shown | 'all',
  { after, count }: { after: string | null; count: number },
): Promise<Subscriber[]> {
  const { rows } = await listSubscribers(db, slug, which, { after, count })
  return rows.map(subscriberOf)
}

/** A row as the database gives it, with its moments. */
export const subscriberOf = ({ since, endsAt, ...row }: Row): Subscriber => ({
  ...row,
  since: new Date(since),
  endsAt: endsAt === null ? null : new Date(endsAt),
})

export const listSubscribers = (
  db: Db,
  slug: string,
  which: Shown | 'all',
  { after, count }: { after: string | null; count: number },
) =>
  db.execute<Row>(sql`
    with bought as (${bySubscription(slug)} union all ${forGood(slug)})
    select bought.id, bought.tier, bought.status, bought.amount, bought.currency,
      bought.period_months as "periodMonths", bought.since, bought.ends_at as "endsAt",
      bought.is_ending as "isEnding", bought.is_over as "isOver", bought.reference,
      ${profiles.username}, ${profiles.fullName} as "fullName", ${profiles.avatarUrl} as "avatarUrl"
    from bought left join ${profiles} on ${profiles.id} = bought.user_id
      and ${profiles.deletedAt} is null
    where ${WHICH[which]} and (${after}::uuid is null or (bought.since, bought.id) < (
      select past.since, past.id from bought past where past.id = ${after}::uuid))
    order by bought.since desc, bought.id desc limit ${count}::int`)

const bySubscription = (slug: string): SQL => sql`
  select ${subscriptions.id} as id, ${subscriptions.userId} as user_id, ${tiers.name} as tier,
    ${subscriptions.status}::text as status, ${subscriptions.amount} as amount,
    ${subscriptions.currency} as currency, ${subscriptions.periodMonths} as period_months,
    ${subscriptions.createdAt} as since,
    coalesce(${subscriptions.endedAt}, ${subscriptions.currentPeriodEnd}) as ends_at,
    ${subscriptions.cancelAtPeriodEnd} as is_ending,
    ${subscriptions.status} = 'canceled' as is_over,
    ${subscriptions.stripeSubscriptionId} as reference
  from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
  where ${tiers.communityId} = ${communityAt(slug)}
    and ${subscriptions.status} not in ('incomplete', 'incomplete_expired')`

const forGood = (slug: string): SQL => sql`
  select ${grants.id}, ${grants.profileId}, ${tiers.name}, null, paid.amount, paid.currency, null,
    ${grants.startsAt}, ${grants.endsAt}, false, ${grants.endsAt} is not null, ${grants.reference}
  from ${grants} join ${tiers} on ${tiers.id} = ${grants.tierId}
  left join lateral (
    select ${entries.amount} as amount, ${entries.currency} as currency from ${entries}
    where ${entries.reference} = ${grants.reference} and ${entries.kind} = 'payment' limit 1
  ) paid on true
  where ${grants.communityId} = ${communityAt(slug)} and ${grants.source} = 'purchase'`
