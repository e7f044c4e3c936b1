import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { mayIn } from '../../communities/queries.ts'
import { communities, memberships } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { isUnended } from '../grants/queries.ts'
import { grants } from '../grants/tables.ts'
import { spaces } from '../tables.ts'
import { spaceInvites as invites, type LetterState } from './tables.ts'

/** A link that still lets somebody in. */
export const works: SQL = sql`(${invites.expiresAt} > now()
  and (${invites.usesLeft} is null or ${invites.usesLeft} > 0))`

/** The links into a space that work, newest first. */
export const linksInto = (db: Db, spaceId: SQL) =>
  db
    .select({
      id: invites.id,
      code: invites.code,
      email: invites.email,
      usedCount: invites.usedCount,
      expiresAt: invites.expiresAt,
      letter: invites.letter,
    })
    .from(invites)
    .where(and(sql`${invites.spaceId} = ${spaceId}`, works))
    .orderBy(desc(invites.id))
    .limit(100)
export type SpaceLink = Awaited<ReturnType<typeof linksInto>>[number]

type New = {
  id: string
  code: string
  email: string | null
  expiresAt: Date
  /** 'waiting' to have it sent to the address */
  letter: LetterState | null
}
type At = { id: string; communityId: string; me: string }

/** A new link into a space; nothing is made for someone who may not. One for an address works once. */
export const insertLink = (db: Db, at: At, { id, code, email, expiresAt, letter }: New) =>
  db.execute<{ id: string }>(sql`
    insert into ${invites} (id, space_id, code, email, created_by, uses_left, expires_at, letter, queued_at)
    select ${id}::uuid, ${at.id}::uuid, ${code}, ${email}, ${at.me}::uuid,
      ${email === null ? null : 1}::int, ${expiresAt.toISOString()}::timestamptz, ${letter},
      ${letter && sql`now()`}
    where ${mayIn(at.communityId, at.me, 'spaces')}
    returning id`)

/** Ends a link at once. */
export const deleteLink = (db: Db, at: At, id: string) =>
  db
    .delete(invites)
    .where(
      and(eq(invites.id, id), eq(invites.spaceId, at.id), mayIn(at.communityId, at.me, 'spaces')),
    )
    .returning({ id: invites.id })

/** A link that works, and where it leads. */
export const findLink = (db: Db, code: string, me: string | null) =>
  db
    .select({
      communityId: communities.id,
      slug: communities.slug,
      community: communities.name,
      space: spaces.slug,
      name: spaces.name,
      emoji: spaces.emoji,
      coverUrl: spaces.coverUrl,
      description: spaces.description,
      by: profiles.fullName,
      standing: memberships.status,
    })
    .from(invites)
    .innerJoin(spaces, eq(spaces.id, invites.spaceId))
    .innerJoin(communities, eq(communities.id, spaces.communityId))
    .innerJoin(profiles, eq(profiles.id, invites.createdBy))
    .leftJoin(
      memberships,
      and(eq(memberships.communityId, communities.id), sql`${memberships.profileId} = ${me}::uuid`),
    )
    .where(
      and(
        eq(invites.code, code),
        works,
        sql`not ${spaces.isArchived} and ${communities.deletedAt} is null`,
      ),
    )
export type FoundLink = Awaited<ReturnType<typeof findLink>>[number]

/** Whether a link lets someone in, as a condition: it works, and they are not kept out. */
export const letsIn = (code: string, me: string): SQL => sql`exists (
  select 1 from ${invites} join ${spaces} on ${spaces.id} = ${invites.spaceId}
  where ${invites.code} = ${code} and ${works} and not ${spaces.isArchived} and not exists (
    select 1 from ${memberships} theirs where theirs.community_id = ${spaces.communityId}
      and theirs.profile_id = ${me}::uuid and theirs.status = 'banned'))`

/**
 * Makes an active member a guest of the space that a link leads into, and uses the link up. Whoever
 * is a guest already uses nothing up. After `holdCommunity`.
 */
export const enterByLink = (db: Db, { code, me }: { code: string; me: string }) =>
  db.execute<{ id: string }>(sql`
    with used as (
      update ${invites} set used_count = ${invites.usedCount} + 1, uses_left = ${invites.usesLeft} - 1
      from ${spaces}, ${memberships}
      where ${invites.code} = ${code} and ${works} and ${spaces.id} = ${invites.spaceId}
        and not ${spaces.isArchived} and ${memberships.communityId} = ${spaces.communityId}
        and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active'
        and not exists (select 1 from ${grants} where ${grants.profileId} = ${me}::uuid
          and ${grants.spaceId} = ${spaces.id} and ${isUnended})
      returning ${spaces.communityId} as community_id, ${spaces.id} as space_id,
        ${invites.createdBy} as by)
    insert into ${grants} (id, community_id, profile_id, space_id, source, reference)
    select ${newId()}::uuid, used.community_id, ${me}::uuid, used.space_id, 'invitation', used.by::text
    from used returning id`)
