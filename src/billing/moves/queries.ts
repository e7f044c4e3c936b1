import { type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { communityAt, mayIn } from '../../communities/queries.ts'
import { communities } from '../../communities/tables.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { tellEach } from '../../notifications/queries.ts'
import { priceMoves, stripePrices, subscriptions } from '../tables.ts'
import type { Move } from './rules.ts'

const paid = alias(stripePrices, 'paid')

/** A row of `subscriptions` that will be renewed. */
const renews: SQL = sql`(${subscriptions.status} in ('trialing', 'active', 'past_due')
  and not ${subscriptions.cancelAtPeriodEnd})`

/**
 * What the subscribers of a tier pay: a row for each price. `moving` of them will pay another one
 * from their next renewal on, and `ending` of them will not renew.
 */
export const paidPricesOf = (db: Db, slug: string, tierId: string) =>
  db.execute<PaidPrice>(sql`
    select ${subscriptions.priceId} as "priceId", ${paid.amount} as "priceCents",
      ${paid.currency} as currency, ${paid.billingPeriod} as "billingPeriod",
      count(*)::int as people,
      (count(*) filter (where ${renews} and ${subscriptions.nextPriceId} is not null))::int as moving,
      (count(*) filter (where ${subscriptions.cancelAtPeriodEnd}))::int as ending
    from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
    left join ${stripePrices} paid on ${paid.priceId} = ${subscriptions.priceId}
    where ${tiers.id} = ${tierId}::uuid and ${tiers.communityId} = ${communityAt(slug)}
      and ${subscriptions.status} in ('trialing', 'active', 'past_due')
    group by 1, 2, 3, 4 order by 2, 1`)
export type PaidPrice = {
  priceId: string | null
  priceCents: number | null
  currency: string | null
  billingPeriod: (typeof tiers.billingPeriod.enumValues)[number] | null
  people: number
  moving: number
  ending: number
}

/** How far the moves to the price of a tier have come. */
export const progressOf = (db: Db, tierId: string) =>
  db.execute<{ all: number; done: number }>(sql`
    select count(*)::int as all, count(${priceMoves.doneAt})::int as done
    from ${priceMoves} join ${tiers} on ${tiers.stripePriceId} = ${priceMoves.priceId}
    where ${tiers.id} = ${tierId}::uuid`)

/**
 * Notes that all who pay another price of a tier move to this one: once each, and again where it
 * came to nothing. Who changes to another plan, or pays in another currency, stays.
 */
export const insertMoves = (
  db: Db,
  {
    communityId,
    me,
    tierId,
    priceId,
  }: { communityId: string; me: string; tierId: string; priceId: string },
) =>
  db.execute<Move>(sql`
    insert into ${priceMoves} (subscription_id, price_id)
    select ${subscriptions.id}, aim.price_id
    from ${subscriptions}
    join ${stripePrices} aim on aim.price_id = ${priceId} and aim.tier_id = ${subscriptions.tierId}
    join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
    left join ${stripePrices} paid on ${paid.priceId} = ${subscriptions.priceId}
    left join ${stripePrices} coming on coming.price_id = ${subscriptions.nextPriceId}
    where ${subscriptions.tierId} = ${tierId}::uuid and ${tiers.communityId} = ${communityId}::uuid
      and ${renews} and ${subscriptions.priceId} is distinct from ${priceId}
      and ${subscriptions.nextPriceId} is distinct from ${priceId}
      and coalesce(coming.tier_id, ${subscriptions.tierId}) = ${subscriptions.tierId}
      and coalesce(${paid.currency}, aim.currency) = aim.currency
      and ${mayIn(communityId, me, 'payments')}
    on conflict (subscription_id, price_id) do update set done_at = null
    returning subscription_id as "subscriptionId", price_id as "priceId"`)

/** The moves of a subscription that is back at its own price, to be done again. */
export async function reopenMoves(db: Db, stripeId: string): Promise<Move[]> {
  const { rows } = await db.execute<Move>(sql`
    update ${priceMoves} set done_at = null
    from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
    where ${subscriptions.id} = ${priceMoves.subscriptionId}
      and ${subscriptions.stripeSubscriptionId} = ${stripeId}
      and ${tiers.stripePriceId} = ${priceMoves.priceId}
    returning ${priceMoves.subscriptionId} as "subscriptionId", ${priceMoves.priceId} as "priceId"`)
  return rows
}

/** A move that is yet to be done, with all that has to be known of it. */
export const findMove = (db: Db, { subscriptionId, priceId }: Move) =>
  db.execute<{
    stripeId: string
    tierId: string
    billingPeriod: 'monthly' | 'yearly' | 'lifetime'
  }>(sql`
    select ${subscriptions.stripeSubscriptionId} as "stripeId", ${stripePrices.tierId} as "tierId",
      ${stripePrices.billingPeriod} as "billingPeriod"
    from ${priceMoves}
    join ${subscriptions} on ${subscriptions.id} = ${priceMoves.subscriptionId}
    join ${stripePrices} on ${stripePrices.priceId} = ${priceMoves.priceId}
    where ${priceMoves.subscriptionId} = ${subscriptionId}::uuid
      and ${priceMoves.priceId} = ${priceId} and ${priceMoves.doneAt} is null`)

/** Moves that nobody has done for an hour: their message was lost, or given up. */
export const movesLeft = (db: Db) =>
  db
    .select({ subscriptionId: priceMoves.subscriptionId, priceId: priceMoves.priceId })
    .from(priceMoves)
    .where(
      sql`${priceMoves.doneAt} is null and ${priceMoves.createdAt} < now() - interval '1 hour'`,
    )
    .orderBy(priceMoves.createdAt)
    .limit(1000)

/** Notes that a move is done. */
export const settleMove = (db: Db, { subscriptionId, priceId }: Move) =>
  db.execute(sql`
    update ${priceMoves} set done_at = now()
    where ${priceMoves.subscriptionId} = ${subscriptionId}::uuid and ${priceMoves.priceId} = ${priceId}`)

/** Tells whose price changes of it, once. @param words the title, and the body with the new price */
export const tellOfMove = (db: Db, { subscriptionId, priceId }: Move, body: string) =>
  db.execute(
    tellEach(
      'membership_renewal',
      sql`
    select ${subscriptions.userId} as user_id, ${communities.id} as community_id, null::uuid as space_id,
      'The price of ' || ${tiers.name} || ' changes' as title, ${body}::text as body,
      '/' || ${communities.slug} || '/plans' as link,
      ${`price:${subscriptionId}:${priceId}`}::text as cause
    from ${subscriptions} join ${tiers} on ${tiers.id} = ${subscriptions.tierId}
    join ${communities} on ${communities.id} = ${tiers.communityId}
    where ${subscriptions.id} = ${subscriptionId}::uuid`,
    ),
  )
