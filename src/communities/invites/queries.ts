import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { communityAt, mayIn } from '../queries.ts'
import { communities, memberships } from '../tables.ts'
import { invites } from './tables.ts'

const MOST_SHOWN = 100

const state = {
  maxUses: invites.maxUses,
  usedCount: invites.usedCount,
  expiresAt: invites.expiresAt,
  revokedAt: invites.revokedAt,
}

/** The links of a community that were not revoked, newest first. */
export const invitesOf = (db: Db, slug: string) =>
  db
    .select({
      id: invites.id,
      code: invites.code,
      createdAt: invites.createdAt,
      by: profiles.fullName,
      ...state,
    })
    .from(invites)
    .innerJoin(profiles, eq(profiles.id, invites.createdBy))
    .where(and(eq(invites.communityId, communityAt(slug)), isNull(invites.revokedAt)))
    .orderBy(desc(invites.id))
    .limit(MOST_SHOWN)
export type Invite = Awaited<ReturnType<typeof invitesOf>>[number]

/** A link and the community it leads to. */
export const findInvite = (db: Db, code: string, me: string | null) =>
  db
    .select({
      ...state,
      by: profiles.fullName,
      slug: communities.slug,
      name: communities.name,
      description: communities.description,
      logoUrl: communities.logoUrl,
      coverUrl: communities.coverUrl,
      brandColor: communities.brandColor,
      members: sql<number>`(select count(*)::int from ${memberships} theirs
        where theirs.community_id = ${communities.id} and theirs.status = 'active')`,
      standing: memberships.status,
    })
    .from(invites)
    .innerJoin(communities, eq(communities.id, invites.communityId))
    .innerJoin(profiles, eq(profiles.id, invites.createdBy))
    .leftJoin(
      memberships,
      and(eq(memberships.communityId, communities.id), sql`${memberships.profileId} = ${me}::uuid`),
    )
    .where(and(eq(invites.code, code), isNull(communities.deletedAt)))

/** A new link; nothing is made for someone who may not invite. */
export const insertInvite = (
  db: Db,
  invite: {
    id: string
    communityId: string
    code: string
    createdBy: string
    maxUses: number | null
    expiresAt: Date | null
  },
) =>
  db.execute<{ id: string }>(sql`
    insert into ${invites} (id, community_id, code, created_by, max_uses, expires_at)
    select ${invite.id}::uuid, ${invite.communityId}::uuid, ${invite.code}, ${invite.createdBy}::uuid,
      ${invite.maxUses}::int, ${invite.expiresAt?.toISOString() ?? null}::timestamptz
    where ${mayIn(invite.communityId, invite.createdBy, 'invites')}
    returning id`)

/** Ends a link at once. */
export const revokeInvite = (db: Db, communityId: string, id: string, me: string) =>
  db
    .update(invites)
    .set({ revokedAt: sql`coalesce(${invites.revokedAt}, now())` })
    .where(
      and(
        eq(invites.id, id),
        eq(invites.communityId, communityId),
        mayIn(communityId, me, 'invites'),
      ),
    )
    .returning({ id: invites.id })

type Joining = { communityId: string; me: string }

const membership = sql`${memberships} (id, community_id, profile_id, status, joined_at)`

/** Joins, or asks to, as the community's way of joining says. After `holdCommunity`. */
export const joinOpenly = (db: Db, { communityId, me }: Joining) =>
  db.execute(sql`
    insert into ${membership}
    select ${newId()}::uuid, ${communities.id}, ${me}::uuid,
      case when ${communities.joining} = 'open' then 'active' else 'pending' end::membership_status,
      case when ${communities.joining} = 'open' then now() end
    from ${communities}
    where ${communities.id} = ${communityId}::uuid and ${communities.deletedAt} is null
      and ${communities.joining} <> 'invitation'
    on conflict (community_id, profile_id) do update
      set status = excluded.status, joined_at = excluded.joined_at, role = 'member'
      where ${memberships.status} in ('left', 'pending')`)

/**
 * Joins by a link, whatever the way of joining. Using up the link and letting the person in are one
 * statement; after `holdCommunity` nobody uses it twice. Those who are in or banned use nothing up.
 */
export const joinByCode = (db: Db, { communityId, me, code }: Joining & { code: string }) =>
  db.execute(sql`
    with used as (
      update ${invites} set used_count = ${invites.usedCount} + 1
      from ${communities}
      where ${communities.id} = ${invites.communityId} and ${communities.deletedAt} is null
        and ${invites.code} = ${code} and ${invites.communityId} = ${communityId}::uuid
        and ${invites.revokedAt} is null
        and (${invites.expiresAt} is null or ${invites.expiresAt} > now())
        and (${invites.maxUses} is null or ${invites.usedCount} < ${invites.maxUses})
        and not exists (select 1 from ${memberships} theirs
          where theirs.community_id = ${communityId}::uuid and theirs.profile_id = ${me}::uuid
            and theirs.status in ('active', 'banned'))
      returning ${invites.communityId} as community_id
    )
    insert into ${membership}
    select ${newId()}::uuid, used.community_id, ${me}::uuid, 'active', now() from used
    on conflict (community_id, profile_id) do update
      set status = 'active', joined_at = now(), role = 'member'`)

/** Makes someone a member, whatever the way of joining, where a condition lets them. After `holdCommunity`. */
export const joinWhere = (db: Db, { communityId, me }: Joining, allowed: SQL) =>
  db.execute(sql`
    insert into ${membership}
    select ${newId()}::uuid, ${communities.id}, ${me}::uuid, 'active', now() from ${communities}
    where ${communities.id} = ${communityId}::uuid and ${communities.deletedAt} is null and ${allowed}
    on conflict (community_id, profile_id) do update
      set status = 'active', joined_at = now(), role = 'member'
      where ${memberships.status} in ('left', 'pending')`)
