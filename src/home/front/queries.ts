import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { isOpenTo } from '../../notifications/queries.ts'
import { notifications } from '../../notifications/tables.ts'
import { posts } from '../../posts/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { SHOWN } from './rules.ts'

type Latest = { id: string; title: string; by: string; space: string; at: number }

/** The newest post of a community that someone may read: the first of each space, from an index. */
const latestFor = (me: string | null) =>
  qualified(sql<Latest | null>`(
    select json_build_object('id', newest.id, 'title', newest.title, 'space', ${spaces.name},
      'by', ${profiles.fullName}, 'at', extract(epoch from newest.published_at) * 1000)
    from ${spaces} cross join lateral (
      select ${posts.id}, ${posts.publishedAt}, ${posts.authorId},
        coalesce(nullif(${posts.title}, ''), left(${posts.content}, 120)) as title
      from ${posts} where ${posts.spaceId} = ${spaces.id} and ${posts.deletedAt} is null
        and ${posts.publishedAt} is not null
      order by ${posts.publishedAt} desc, ${posts.id} desc limit 1) newest
    join ${profiles} on ${profiles.id} = newest.author_id
    where ${spaces.communityId} = ${communities.id} and not ${spaces.isArchived} and ${visibleTo(me)}
    order by newest.published_at desc limit 1)`)

/** The communities someone belongs to or has asked to join, with what is new in each; requests last. */
export const ownCommunities = (db: Db, me: string | null) => {
  const latest = latestFor(me)
  return db
    .select({
      slug: communities.slug,
      name: communities.name,
      description: communities.description,
      logoUrl: communities.logoUrl,
      role: memberships.role,
      status: memberships.status,
      unread: qualified(sql<number>`(select count(*)::int from (
        select 1 from ${notifications} where ${notifications.userId} = ${me}::uuid
          and not ${notifications.isRead} and ${notifications.communityId} = ${communities.id}
          and ${isOpenTo(me)} limit 100) unread)`),
      latest,
    })
    .from(memberships)
    .innerJoin(communities, eq(communities.id, memberships.communityId))
    .where(
      and(
        sql`${memberships.profileId} = ${me}::uuid`,
        sql`${memberships.status} in ('active', 'pending')`,
        isNull(communities.deletedAt),
      ),
    )
    .orderBy(sql`${memberships.status} = 'pending'`, memberships.joinedAt, memberships.id)
}

const membersCount = sql<number>`(select count(*)::int from ${memberships} m
  where m.community_id = ${communities.id} and m.status = 'active')`

/** Communities that anyone may read and the asker does not belong to; the largest first. */
export const publicCommunities = (db: Db, me: string | null) =>
  db
    .select({
      slug: communities.slug,
      name: communities.name,
      description: communities.description,
      logoUrl: communities.logoUrl,
      joining: communities.joining,
      members: qualified(membersCount),
    })
    .from(communities)
    .where(
      and(
        eq(communities.isPublic, true),
        isNull(communities.deletedAt),
        sql`not exists (select 1 from ${memberships} mine where mine.community_id = ${communities.id}
          and mine.profile_id = ${me}::uuid and mine.status <> 'left')`,
      ),
    )
    .orderBy(desc(qualified(membersCount)), communities.id)
    .limit(SHOWN)
