import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import type { Asker } from '../../edge/rules.ts'
import { follows } from '../../profiles/tables.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaceFollows, spaces } from '../../spaces/tables.ts'
import { posts } from '../tables.ts'
import type { Cursor } from './rules.ts'

/** Posts on a page of a list. */
export const PAGE = 20

/** One more than a page, to know whether there is a next. */
const SOME = sql.raw(`${PAGE + 1}`)
const NEWEST = sql`${posts.publishedAt} desc, ${posts.id} desc`
const isOut = sql`${posts.deletedAt} is null and ${posts.publishedAt} is not null`

type Reader = { slug: string; asker: Asker; after: Cursor | null }

/** The spaces of a community whose posts someone may read: those that stand in its navigation. */
const openSpaces = ({ slug, asker }: Reader) => sql`
  ${spaces.communityId} = ${communityAt(slug)} and not ${spaces.isArchived} and ${visibleTo(asker)}`

/**
 * The ids of a page of all spaces that someone may read: pinned first, then newest. Each space
 * gives its first rows from an index, so the cost grows with the spaces, not with their posts.
 */
export const pageOfAll = (reader: Reader): SQL => pageOf(openSpaces(reader), reader.after)

/** The same of one space, archived or not. */
export const pageOfSpace = (reader: Reader & { space: string }): SQL =>
  pageOf(
    sql`${spaces.communityId} = ${communityAt(reader.slug)} and ${spaces.slug} = ${reader.space}
      and ${visibleTo(reader.asker)}`,
    reader.after,
  )

function pageOf(where: SQL, after: Cursor | null): SQL {
  const some = (pinned: SQL, cursor: Cursor | null) => sql`(
    select ${posts.id}, ${posts.isPinned}, ${posts.publishedAt} from ${posts}
    where ${posts.spaceId} = ${spaces.id} and ${pinned} and ${isOut} and ${before(cursor)}
    order by ${NEWEST} limit ${SOME})`
  const others = some(sql`not ${posts.isPinned}`, after?.isPinned ? null : after)
  const pinned = some(sql`${posts.isPinned}`, after)
  const rows = after && !after.isPinned ? others : sql`${pinned} union all ${others}`
  return sql`
    select found.* from ${spaces} cross join lateral (${rows}) found where ${where}
    order by found.is_pinned desc, found.published_at desc, found.id desc limit ${SOME}`
}

/** A page of what someone follows: spaces and people, newest first. */
export function pageOfFollowed(reader: Reader & { asker: string }): SQL {
  const out = sql`${isOut} and ${before(reader.after)} order by ${NEWEST} limit ${SOME}`
  return sql`
    select distinct found.id, false as is_pinned, found.published_at from (
      select post.* from ${spaceFollows} join ${spaces} on ${spaces.id} = ${spaceFollows.spaceId}
      cross join lateral (
        select ${posts.id}, ${posts.publishedAt} from ${posts}
        where ${posts.spaceId} = ${spaces.id} and ${out}) post
      where ${spaceFollows.profileId} = ${reader.asker}::uuid
        and ${spaceFollows.level} in ('follow', 'watch') and ${openSpaces(reader)}
      union all
      select post.* from ${follows} cross join lateral (
        select ${posts.id}, ${posts.publishedAt} from ${posts}
        where ${posts.authorId} = ${follows.followedId} and ${posts.spaceId} = any(array(
          select ${spaces.id} from ${spaces} where ${openSpaces(reader)})) and ${out}) post
      where ${follows.followerId} = ${reader.asker}::uuid
    ) found order by found.published_at desc, found.id desc limit ${SOME}`
}

/** Posts older than the cursor's, by a row comparison that the index answers. */
const before = (cursor: Cursor | null): SQL =>
  cursor
    ? sql`(${posts.publishedAt}, ${posts.id}) < (
        (select last.published_at from ${posts} last where last.id = ${cursor.id}::uuid),
        ${cursor.id}::uuid)`
    : sql`true`
