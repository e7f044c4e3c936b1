import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { posts } from '../../posts/tables.ts'
import { follows, profiles } from '../../profiles/tables.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { PAGE } from './rules.ts'

/** The id of whoever has a username, as a subquery; those who have left are nobody. */
const personAt = (username: string): SQL<string> => sql<string>`(
  select person.id from ${profiles} person
  where person.username = ${username} and person.deleted_at is null)`

/** What anyone may know of a person. */
export const findPerson = (db: Db, username: string) =>
  db
    .select({
      id: profiles.id,
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
      bio: profiles.bio,
      location: profiles.location,
      links: profiles.socialLinks,
      joinedAt: profiles.createdAt,
      followers: qualified(sql<number>`(select count(*)::int from ${follows}
        where ${follows.followedId} = ${profiles.id})`),
      following: qualified(sql<number>`(select count(*)::int from ${follows}
        where ${follows.followerId} = ${profiles.id})`),
    })
    .from(profiles)
    .where(and(eq(profiles.username, username), isNull(profiles.deletedAt)))

/** One row if someone follows them. */
export const followOf = (db: Db, username: string, me: string) =>
  db
    .select({ followedId: follows.followedId })
    .from(follows)
    .where(and(eq(follows.followedId, personAt(username)), eq(follows.followerId, me)))

/** The communities of a person that the asker may know: public ones, and those of both. */
export const communitiesOf = (db: Db, username: string, me: string | null) => {
  const mine = sql`(select my.status from ${memberships} my
    where my.community_id = ${communities.id} and my.profile_id = ${me}::uuid)`
  const isCommon = sql<boolean>`${mine} is not distinct from 'active'`
  return db
    .select({
      slug: communities.slug,
      name: communities.name,
      logoUrl: communities.logoUrl,
      role: memberships.role,
      isCommon,
    })
    .from(memberships)
    .innerJoin(communities, eq(communities.id, memberships.communityId))
    .where(
      and(
        eq(memberships.profileId, personAt(username)),
        eq(memberships.status, 'active'),
        isNull(communities.deletedAt),
        sql`(${isCommon} or (${communities.isPublic} and ${mine} is distinct from 'banned'))`,
      ),
    )
    .orderBy(sql`${isCommon} desc`, memberships.joinedAt, memberships.id)
    .limit(24)
}

/**
 * What a person has posted where the asker may read, newest first; one more than a page tells that
 * there is more.
 * @param after the id of the last post of the page before
 */
export const postsBy = (db: Db, username: string, me: string | null, after: string | null) =>
  db
    .select({
      id: posts.id,
      title: posts.title,
      content: sql<string>`left(${posts.content}, 900)`,
      contentFormat: posts.contentFormat,
      attachments: posts.attachments,
      publishedAt: posts.publishedAt,
      likesCount: posts.likesCount,
      commentsCount: posts.commentsCount,
      space: { slug: spaces.slug, name: spaces.name, emoji: spaces.emoji },
      community: { slug: communities.slug, name: communities.name },
    })
    .from(posts)
    .innerJoin(spaces, eq(spaces.id, posts.spaceId))
    .innerJoin(communities, eq(communities.id, spaces.communityId))
    .where(
      and(
        eq(posts.authorId, personAt(username)),
        isNull(posts.deletedAt),
        isNotNull(posts.publishedAt),
        eq(spaces.isArchived, false),
        visibleTo(me),
        after
          ? sql`(${posts.publishedAt}, ${posts.id}) < (select last.published_at, last.id
              from ${posts} last where last.id = ${after}::uuid)`
          : undefined,
      ),
    )
    .orderBy(sql`${posts.publishedAt} desc`, sql`${posts.id} desc`)
    .limit(PAGE + 1)

/** The one followed, if the follow is there: the notice of a follow goes to nobody without it. */
export const followedBy = (followerId: string, followedId: string): SQL => sql`
  select ${follows.followedId} from ${follows}
  where ${follows.followerId} = ${followerId}::uuid and ${follows.followedId} = ${followedId}::uuid`
