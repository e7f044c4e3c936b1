import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles, type Role } from '../../profiles/tables.ts'
import { communityAt, mayIn } from '../queries.ts'
import type { Act } from '../rules.ts'
import { communities, memberships } from '../tables.ts'
import { PAGE, type Search } from './rules.ts'

const member = {
  role: memberships.role,
  status: memberships.status,
  /** when they joined; for those who are not in, when they first asked */
  since: sql<Date>`coalesce(${memberships.joinedAt}, ${memberships.createdAt})`.mapWith(
    memberships.createdAt,
  ),
  username: profiles.username,
  fullName: profiles.fullName,
  avatarUrl: profiles.avatarUrl,
}

/** One page of a community's members, newest first; one more than a page tells that there is more. */
export const membersOf = (db: Db, slug: string, { q, after, status }: Search) => {
  const cursor = sql`(select ${memberships.joinedAt}, ${memberships.id} from ${memberships}
    where ${memberships.id} = ${after}::uuid)`
  const newestFirst =
    status === 'active'
      ? sql`(${memberships.joinedAt}, ${memberships.id}) < ${cursor}`
      : sql`${memberships.id} < ${after}::uuid`
  return db
    .select({ id: memberships.id, ...member })
    .from(memberships)
    .innerJoin(profiles, eq(profiles.id, memberships.profileId))
    .where(
      and(
        eq(memberships.communityId, communityAt(slug)),
        eq(memberships.status, status),
        isNull(profiles.deletedAt),
        after ? newestFirst : undefined,
        q ? matches(q.toLowerCase()) : undefined,
      ),
    )
    .orderBy(...(status === 'active' ? [desc(memberships.joinedAt)] : []), desc(memberships.id))
    .limit(PAGE + 1)
}
export type Member = Awaited<ReturnType<typeof membersOf>>[number]

const matches = (q: string) =>
  sql`(strpos(${profiles.username}, ${q}) > 0 or strpos(lower(${profiles.fullName}), ${q}) > 0)`

const countOf = (status: string) =>
  sql<number>`(count(*) filter (where ${memberships.status} = ${status}))::int`

/** What `countMembers` asks, for who asks more in one go: of `memberships` joined with `profiles`. */
export const counted = {
  active: countOf('active'),
  pending: countOf('pending'),
  banned: countOf('banned'),
}
export const isCounted = (slug: string): SQL => sql`(${profiles.id} = ${memberships.profileId}
  and ${memberships.communityId} = ${communityAt(slug)} and ${profiles.deletedAt} is null)`

/** How many belong, ask to, and are banned. */
export const countMembers = (db: Db, slug: string) =>
  db.select(counted).from(memberships).innerJoin(profiles, isCounted(slug))

/** One person's standing in a community, whatever it is. */
export const findMember = (db: Db, slug: string, username: string) =>
  db
    .select({ profileId: profiles.id, ...member })
    .from(profiles)
    .innerJoin(memberships, eq(memberships.profileId, profiles.id))
    .where(
      and(
        eq(memberships.communityId, communityAt(slug)),
        eq(profiles.username, username),
        isNull(profiles.deletedAt),
      ),
    )

/** What is one's own standing now. */
export const standingOf = (db: Db, communityId: string, profileId: string) =>
  db
    .select({ role: memberships.role, status: memberships.status })
    .from(memberships)
    .where(and(eq(memberships.communityId, communityId), eq(memberships.profileId, profileId)))

type Change = { communityId: string; me: string; profileId: string }

/** An act of staff on someone below them: the one condition of all of them. */
const actingOn = ({ communityId, me, profileId }: Change, act: Act) =>
  and(
    eq(memberships.communityId, communityId),
    eq(memberships.profileId, profileId),
    mayIn(communityId, me, act),
    sql`${memberships.role} < ${roleOf(communityId, me)}`,
  )

const roleOf = (communityId: string, me: string): SQL<Role> => sql<Role>`(
  select mine.role from ${memberships} mine
  where mine.community_id = ${communityId}::uuid and mine.profile_id = ${me}::uuid
    and mine.status = 'active')`

/** Gives an active member a role below the giver's own. */
export const setRole = (db: Db, change: Change & { role: Role }) =>
  db
    .update(memberships)
    .set({ role: change.role })
    .where(
      and(
        actingOn(change, 'roles'),
        eq(memberships.status, 'active'),
        sql`${change.role}::role < ${roleOf(change.communityId, change.me)}`,
      ),
    )
    .returning({ role: memberships.role })

/** Lets someone in who asked to join. */
export const approve = (db: Db, change: Change) =>
  db
    .update(memberships)
    .set({ status: 'active', joinedAt: sql`now()` })
    .where(and(actingOn(change, 'approve'), eq(memberships.status, 'pending')))
    .returning({ status: memberships.status })

/** Ends a membership or a request: they may join, or ask, again. */
export const remove = (db: Db, change: Change) =>
  db
    .update(memberships)
    .set({ status: 'left', role: 'member', tierId: null })
    .where(and(actingOn(change, 'remove'), sql`${memberships.status} in ('active', 'pending')`))
    .returning({ status: memberships.status })

/** Out at once, and kept out. Someone who has left already can be banned too. */
export const ban = (db: Db, change: Change) =>
  db
    .update(memberships)
    .set({ status: 'banned', role: 'member', tierId: null })
    .where(actingOn(change, 'remove'))
    .returning({ status: memberships.status })

/** Lifts a ban: they are out, and may join again. */
export const unban = (db: Db, change: Change) =>
  db
    .update(memberships)
    .set({ status: 'left' })
    .where(and(actingOn(change, 'remove'), eq(memberships.status, 'banned')))
    .returning({ status: memberships.status })

/** Leaves, or takes back a request. The owner hands the community over first. */
export const leave = (db: Db, communityId: string, me: string) =>
  db
    .update(memberships)
    .set({ status: 'left', role: 'member', tierId: null })
    .where(
      and(
        eq(memberships.communityId, communityId),
        eq(memberships.profileId, me),
        sql`${memberships.status} in ('active', 'pending') and ${memberships.role} <> 'owner'`,
      ),
    )
    .returning({ status: memberships.status })

/**
 * Makes an active member the owner and the owner an admin, in one statement: there is an owner at
 * every moment, and exactly one.
 */
export const handOver = (db: Db, { communityId, me, profileId }: Change) =>
  db.execute<{ id: string }>(sql`
    with given as (
      update ${communities} set owner_id = ${profileId}::uuid
      where ${communities.id} = ${communityId}::uuid and ${communities.ownerId} = ${me}::uuid
        and ${communities.deletedAt} is null and ${me}::uuid <> ${profileId}::uuid and exists (
          select 1 from ${memberships} where ${memberships.communityId} = ${communityId}::uuid
            and ${memberships.profileId} = ${profileId}::uuid and ${memberships.status} = 'active')
      returning ${communities.id}
    )
    update ${memberships} set role = case ${memberships.profileId}
      when ${profileId}::uuid then 'owner' else 'admin' end::role
    from given
    where ${memberships.communityId} = given.id
      and ${memberships.profileId} in (${me}::uuid, ${profileId}::uuid)
    returning ${memberships.id}`)

/**
 * Sets what the directory shows as someone's tier; grants decide what it opens.
 * @param tierId of one row of `memberships`
 */
export const setTier = (
  db: Db,
  { communityId, profileId }: { communityId: string; profileId: string },
  tierId: SQL,
) =>
  db
    .update(memberships)
    .set({ tierId: qualified(tierId) })
    .where(and(eq(memberships.communityId, communityId), eq(memberships.profileId, profileId)))
