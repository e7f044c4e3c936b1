import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { communityAt } from '../communities/queries.ts'
import { memberships } from '../communities/tables.ts'
import type { Db } from '../db/connect.ts'
import type { Asker } from '../edge/rules.ts'
import { profiles, type Role } from '../profiles/tables.ts'
import { moderatedBy, personOf, visibleTo, writableBy } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { attachedTo } from './attachments/queries.ts'
import { mentionsOf } from './mentions/queries.ts'
import { ownVotes, pollCounts } from './polls/queries.ts'
import type { PollCounts } from './polls/rules.ts'
import { ownReactions, reactionCounts, reactionNames } from './reactions/queries.ts'
import type { ReactionKind, ReactionNames } from './reactions/rules.ts'
import { posts } from './tables.ts'

const ALL = 100_000
const NO_NAMES = sql<ReactionNames>`'{}'::json`

/** Who wrote something, and what they are there, where `profiles` and `memberships` are joined. */
export const writer = {
  author: {
    username: profiles.username,
    fullName: profiles.fullName,
    avatarUrl: profiles.avatarUrl,
  },
  role: sql<Role | null>`case when ${memberships.status} = 'active' then ${memberships.role} end`,
}

/**
 * The posts of a page, as everyone who may see them sees them, in the page's order.
 * @param page a query that gives id, is_pinned and published_at, and decides who sees what
 * @param length how many characters of each text are wanted
 */
export const postsAt = (db: Db, page: SQL, length: number) =>
  db
    .select({
      id: posts.id,
      authorId: posts.authorId,
      ...writer,
      space: {
        id: spaces.id,
        slug: spaces.slug,
        name: spaces.name,
        emoji: spaces.emoji,
        isArchived: spaces.isArchived,
      },
      title: posts.title,
      content: sql<string>`left(${posts.content}, ${length})`,
      contentFormat: posts.contentFormat,
      mentions: mentionsOf(sql`left(${posts.content}, ${length})`),
      attachments: attachedTo(posts),
      poll: posts.poll,
      votes: sql<PollCounts | null>`case when ${posts.poll} is not null
        then ${pollCounts(posts.id)} end`,
      isPinned: posts.isPinned,
      likesCount: posts.likesCount,
      commentsCount: posts.commentsCount,
      reactions: reactionCounts('post', posts.id),
      // who gave them costs a join for each, and a list has no room for it
      reactors: length < ALL ? NO_NAMES : reactionNames('post', posts.id),
      createdAt: posts.createdAt,
      scheduledAt: posts.scheduledAt,
      publishedAt: posts.publishedAt,
      editedAt: posts.editedAt,
      updatedAt: posts.updatedAt,
    })
    .from(sql`(${page}) page`)
    .innerJoin(posts, sql`${posts.id} = page.id`)
    .innerJoin(profiles, sql`${profiles.id} = ${posts.authorId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .leftJoin(
      memberships,
      sql`${memberships.communityId} = ${spaces.communityId}
        and ${memberships.profileId} = ${posts.authorId}`,
    )
    .orderBy(sql`page.is_pinned desc, page.published_at desc, page.id desc`)
export type PostRow = Awaited<ReturnType<typeof postsAt>>[number]

/**
 * What posts are to one person: their reactions and votes, with what the poll says to voters.
 * @param page the posts' ids, or the query that gives them
 */
export const myPosts = (db: Db, page: string[] | SQL, me: string | null) => {
  const id = sql.raw('page.id')
  return db
    .select({
      id: sql<string>`page.id`,
      reactions: sql<ReactionKind[]>`page.given`,
      votes: sql<number[]>`page.votes`,
      counts: sql<PollCounts | null>`case when page.votes::text <> '[]'
        then ${pollCounts(id)} end`,
    })
    .from(sql`(select id, ${ownVotes(sql.raw('asked.id'), me)} as votes,
        ${ownReactions('post', sql.raw('asked.id'), me)} as given
      from (${Array.isArray(page) ? listed(page) : page}) asked) page`)
    .where(sql`page.votes::text <> '[]' or page.given::text <> '[]'`)
}
export type MyPostRow = Awaited<ReturnType<typeof myPosts>>[number]

const listed = (ids: string[]) => sql`select unnest(${`{${ids.join(',')}}`}::uuid[]) as id`

/** One post as a page: only if the reader may see it. An author sees what is yet to appear. */
export const pageOfPost = (slug: string, asker: Asker, id: string): SQL => sql`
  select ${posts.id}, ${posts.isPinned}, ${posts.publishedAt}
  from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
  where ${posts.id} = ${id}::uuid and ${posts.deletedAt} is null
    and ${spaces.communityId} = ${communityAt(slug)} and ${visibleTo(asker)}
    and (${posts.publishedAt} is not null or ${posts.authorId} = ${personOf(asker)}::uuid)`

/** One post in full, for those who may see it: one row or none. */
export const findPost = (db: Db, slug: string, asker: Asker, id: string) =>
  postsAt(db, pageOfPost(slug, asker, id), ALL)

/** Whether someone may start a discussion in a row of `spaces` at this moment. */
export const postableBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${spaces.spaceType} = 'discussion' and ${writableBy(me)}
  and (${spaces.settings}->>'whoPosts' is distinct from 'staff' or ${moderatedBy(me)}))`

/** Takes a post out of sight: its author's and the staff's act. Gives its id, once. */
export const deletePost = (db: Db, id: string, me: string) =>
  db
    .update(posts)
    .set({ deletedAt: sql`now()` })
    .where(
      sql`${posts.id} = ${id}::uuid and ${posts.deletedAt} is null
        and ${inSpace(sql`(${posts.authorId} = ${me}::uuid and ${writableBy(me)}) or ${moderatedBy(me)}`)}`,
    )
    .returning({ id: posts.id })

/** Holds a post at the head of its lists, or lets it go: an act of the staff. */
export const setPinned = (db: Db, id: string, me: string, isPinned: boolean) =>
  db
    .update(posts)
    .set({ isPinned })
    .where(
      sql`${posts.id} = ${id}::uuid and ${posts.deletedAt} is null and ${inSpace(moderatedBy(me))}`,
    )
    .returning({ id: posts.id })

/** A condition on the space of a post, for statements that have only `posts` in scope. */
export const inSpace = (condition: SQLWrapper): SQL => sql`exists (
  select 1 from ${spaces} where ${spaces.id} = ${posts.spaceId} and (${condition}))`
