import { and, asc, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { mayIn } from '../../communities/queries.ts'
import type { Act } from '../../communities/rules.ts'
import { memberships } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { grants } from './tables.ts'

/** A grant that is live at this moment. */
export const isLive: SQL = sql`(${grants.startsAt} <= now() and (${grants.endsAt} is null or ${grants.endsAt} > now()))`

/**
 * A grant that has not ended. Writes ask this: `now()` is when their transaction began, and what was
 * given or taken back while they waited for the community starts, or ends, after that.
 */
export const isUnended: SQL = sql`(${grants.endsAt} is null or ${grants.endsAt} > clock_timestamp())`

/** No earlier than the start, for the same reason. */
const atOnce: SQL = sql`greatest(now(), ${grants.startsAt})`

/** What staff can open to a member by hand: a private space by invitation, a tier as a gift of the house. */
export type Gift = {
  communityId: string
  profileId: string
  /** who gives or takes it */
  me: string
  /** null for as long as nobody takes it back */
  endsAt?: Date | null
} & ({ source: 'invitation'; spaceId: string } | { source: 'comp'; tierId: string })

const actOf = (gift: Gift): Act => (gift.source === 'comp' ? 'tiers' : 'spaces')

const targetOf = (gift: Gift): SQL =>
  gift.source === 'comp'
    ? sql`${grants.tierId} = ${gift.tierId}::uuid`
    : sql`${grants.spaceId} = ${gift.spaceId}::uuid`

const sameGift = (gift: Gift): SQL => sql`(
  ${grants.profileId} = ${gift.profileId}::uuid and ${grants.communityId} = ${gift.communityId}::uuid
  and ${grants.source} = ${gift.source} and ${targetOf(gift)} and ${isUnended})`

/** Gives it to an active member; twice is once. After `holdCommunity`. */
export const insertGift = (db: Db, gift: Gift) => {
  const [tierId, spaceId] = gift.source === 'comp' ? [gift.tierId, null] : [null, gift.spaceId]
  return db.execute(sql`
    insert into ${grants} (id, community_id, profile_id, tier_id, space_id, source, reference, ends_at)
    select ${newId()}::uuid, ${gift.communityId}::uuid, ${gift.profileId}::uuid, ${tierId}::uuid,
      ${spaceId}::uuid, ${gift.source}::grant_source, ${gift.me},
      ${gift.endsAt?.toISOString() ?? null}::timestamptz
    where ${mayIn(gift.communityId, gift.me, actOf(gift))}
      and exists (select 1 from ${memberships} where ${memberships.communityId} = ${gift.communityId}::uuid
        and ${memberships.profileId} = ${gift.profileId}::uuid and ${memberships.status} = 'active')
      and not exists (select 1 from ${grants} where ${sameGift(gift)})
    returning id`)
}

/** Has what was given end at another time, or never. */
export const extendGift = (db: Db, gift: Gift) =>
  db
    .update(grants)
    .set({ endsAt: gift.endsAt ?? null })
    .where(and(sameGift(gift), mayIn(gift.communityId, gift.me, actOf(gift))))

/** Takes it back; grants from other sources stay. */
export const endGift = (db: Db, gift: Gift) =>
  db
    .update(grants)
    .set({ endsAt: atOnce })
    .where(and(sameGift(gift), mayIn(gift.communityId, gift.me, actOf(gift))))
    .returning({ id: grants.id })

/**
 * After someone has left, was removed or banned: ends what was given to them for nothing, so that
 * coming back opens no private door. What was paid for is billing's to end.
 */
export const endGiftsOfOutsider = (db: Db, communityId: string, profileId: string) =>
  db
    .update(grants)
    .set({ endsAt: atOnce })
    .where(
      and(
        eq(grants.communityId, communityId),
        eq(grants.profileId, profileId),
        sql`${grants.source} in ('invitation', 'comp', 'role') and ${isUnended}`,
        sql`not exists (select 1 from ${memberships} where ${memberships.communityId} = ${communityId}::uuid
          and ${memberships.profileId} = ${profileId}::uuid and ${memberships.status} = 'active')`,
      ),
    )

/** The guests of a space, longest first. */
export const guestsOf = (db: Db, spaceId: SQL) =>
  db
    .selectDistinctOn([profiles.fullName, profiles.id], {
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
    })
    .from(grants)
    .innerJoin(profiles, eq(profiles.id, grants.profileId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.profileId, grants.profileId),
        eq(memberships.communityId, grants.communityId),
        eq(memberships.status, 'active'),
      ),
    )
    .where(and(sql`${grants.spaceId} = ${spaceId}`, eq(grants.source, 'invitation'), isLive))
    .orderBy(asc(profiles.fullName), asc(profiles.id))

/** The tiers that someone was given in a community, and until when. */
export const giftsTo = (db: Db, communityId: SQL, me: string) =>
  db
    .select({ tierId: grants.tierId, endsAt: grants.endsAt })
    .from(grants)
    .where(
      and(
        sql`${grants.communityId} = ${communityId}`,
        eq(grants.profileId, me),
        sql`${grants.source} in ('comp', 'gift') and ${grants.tierId} is not null and ${isLive}`,
      ),
    )

export type Guest = Awaited<ReturnType<typeof guestsOf>>[number]

/** The tiers that are comped to someone now, and until when. */
export const compsOf = (db: Db, communityId: SQL, username: string) =>
  db
    .select({ tierId: grants.tierId, endsAt: grants.endsAt })
    .from(grants)
    .innerJoin(profiles, eq(profiles.id, grants.profileId))
    .where(
      and(
        sql`${grants.communityId} = ${communityId}`,
        eq(profiles.username, username),
        eq(grants.source, 'comp'),
        isLive,
      ),
    )

/** Everyone in a community who was given a tier, what ends first first. */
export const compsIn = (db: Db, communityId: SQL) =>
  db
    .select({
      tierId: grants.tierId,
      endsAt: grants.endsAt,
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
    })
    .from(grants)
    .innerJoin(profiles, eq(profiles.id, grants.profileId))
    .where(
      and(
        sql`${grants.communityId} = ${communityId}`,
        sql`${grants.source} = 'comp' and ${grants.tierId} is not null and ${isLive}`,
      ),
    )
    .orderBy(sql`${grants.endsAt} nulls last`, asc(profiles.fullName))
    .limit(MOST_SHOWN)
export type Given = Awaited<ReturnType<typeof compsIn>>[number]

const MOST_SHOWN = 500

/** The tiers that someone pays for, by subscription or once and for good. */
export const paidBy = (db: Db, communityId: SQL, username: string) =>
  db
    .select({ tierId: grants.tierId })
    .from(grants)
    .innerJoin(profiles, eq(profiles.id, grants.profileId))
    .where(
      and(
        sql`${grants.communityId} = ${communityId}`,
        eq(profiles.username, username),
        sql`${grants.source} in ('subscription', 'purchase') and ${isLive}`,
      ),
    )

/**
 * A tier that a grant opens to someone, the newest grant first: what the directory shows. For writes.
 * @param communityId, profileId columns of the statement around it, or values
 */
export const liveTierOf = (communityId: SQLWrapper, profileId: SQLWrapper): SQL => sql`(
  select ${grants.tierId} from ${grants}
  where ${grants.communityId} = ${communityId} and ${grants.profileId} = ${profileId}
    and ${grants.tierId} is not null and ${isUnended}
  order by ${grants.id} desc limit 1)`
