import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { communityAt, mayIn } from '../queries.ts'
import type { NewTier, TierChange } from './rules.ts'
import { membershipTiers as tiers } from './tables.ts'

/** Every tier of a community in its order, those that are no longer offered too. */
export const tiersOf = (db: Db, slug: string) =>
  db
    .select({
      id: tiers.id,
      name: tiers.name,
      description: tiers.description,
      priceCents: tiers.priceCents,
      currency: tiers.currency,
      trialDays: tiers.trialDays,
      billingPeriod: tiers.billingPeriod,
      features: tiers.features,
      fileMb: tiers.fileMb,
      spaceAccess: tiers.spaceAccess,
      isActive: tiers.isActive,
    })
    .from(tiers)
    .where(eq(tiers.communityId, communityAt(slug)))
    .orderBy(asc(tiers.sortOrder), asc(tiers.id))
export type TierRow = Awaited<ReturnType<typeof tiersOf>>[number]

type At = { id: string; communityId: string; me: string }

/** A new tier, last in the order; nothing is made for someone who may not. */
export const insertTier = (db: Db, { id, communityId, me }: At, tier: Omit<NewTier, 'spaceIds'>) =>
  db.execute<{ id: string }>(sql`
    insert into ${tiers} (id, community_id, name, description, price_cents, currency,
      trial_days, billing_period, features, file_mb, is_active, sort_order)
    select ${id}::uuid, ${communityId}::uuid, ${tier.name}, ${tier.description},
      ${tier.priceCents}::int, ${tier.currency}, ${tier.trialDays}::int,
      ${tier.billingPeriod}::billing_period,
      ${JSON.stringify(tier.features)}::jsonb, ${tier.fileMb}::int, ${tier.isActive}::boolean,
      (select coalesce(max(${tiers.sortOrder}), 0) + 1 from ${tiers}
        where ${tiers.communityId} = ${communityId}::uuid)
    where ${mayIn(communityId, me, 'tiers')}
    returning id`)

/** Changes what a tier says and costs. */
export const updateTier = (
  db: Db,
  { id, communityId, me }: At,
  change: Omit<TierChange, 'spaceIds'>,
) =>
  db
    .update(tiers)
    // naming the community changes nothing, and lets a change of spaces alone be a change
    .set({ communityId, ...change, stripePriceId: keptPrice(change) })
    .where(
      and(eq(tiers.id, id), eq(tiers.communityId, communityId), mayIn(communityId, me, 'tiers')),
    )
    .returning({ id: tiers.id })

/** Moves a tier one place up or down. After `holdCommunity`. */
export const moveTier = (db: Db, { id, communityId, me }: At, move: 'up' | 'down') =>
  db.execute(sql`
    with listed as (
      select ${tiers.id} as id, row_number() over (order by ${tiers.sortOrder}, ${tiers.id}) as place
      from ${tiers} where ${tiers.communityId} = ${communityId}::uuid
    ), moved as (
      select place, place + ${move === 'up' ? -1 : 1}::int as other from listed where id = ${id}::uuid
    )
    update ${tiers} set sort_order = case
      when listed.place = moved.place and exists (select 1 from listed l where l.place = moved.other)
        then moved.other
      when listed.place = moved.other then moved.place
      else listed.place end
    from listed, moved
    where ${tiers.id} = listed.id and ${mayIn(communityId, me, 'tiers')}
    returning ${tiers.id}`)

/** Stripe's price stays that of the tier only while it costs the same. */
const keptPrice = ({ priceCents, currency, billingPeriod }: Omit<TierChange, 'spaceIds'>) => sql`
  case when ${tiers.priceCents} = ${priceCents ?? tiers.priceCents}
    and ${tiers.currency} = ${currency ?? tiers.currency}
    and ${tiers.billingPeriod} = ${billingPeriod ?? tiers.billingPeriod}
  then ${tiers.stripePriceId} end`

/**
 * Writes down which spaces each tier of a community opens.
 * @param opened for one row of `membership_tiers`, the ids of its spaces as uuid[]
 */
export const updateSpaceAccess = (db: Db, communityId: string, opened: SQL) =>
  db
    .update(tiers)
    .set({ spaceAccess: sql`${opened}` })
    .where(
      and(eq(tiers.communityId, communityId), sql`${tiers.spaceAccess} is distinct from ${opened}`),
    )
