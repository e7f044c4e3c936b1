import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { deleteNotices } from '../../notifications/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { releaseOfBanned } from '../attachments/queries.ts'
import { comments } from '../comments/tables.ts'
import { reactions } from '../reactions/tables.ts'
import { posts } from '../tables.ts'

/**
 * Takes away all that a banned person wrote in a community: posts out of sight, comments out of
 * their threads and out of the counts, and what people were told of them. Only after a ban, in its batch: otherwise nothing happens.
 */
export const removeContentOf = (db: Db, communityId: string, authorId: string) => {
  const isBanned = sql`exists (select 1 from ${memberships}
    where ${memberships.communityId} = ${communityId}::uuid
      and ${memberships.profileId} = ${authorId}::uuid and ${memberships.status} = 'banned')`
  const here = sql`select ${posts.id} from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
    where ${spaces.communityId} = ${communityId}::uuid`
  const theirs = sql`${comments.authorId} = ${authorId}::uuid and ${comments.postId} in (${here})`
  const touched = sql`select ${comments.postId} from ${comments} where ${theirs}`
  return [
    // replies and deletions in one post wait for each other, in one order
    db.execute(sql`select from ${posts} where ${posts.id} in (${touched})
      order by ${posts.id} for update`),
    db.execute(sql`update ${posts} set deleted_at = now()
      where ${posts.authorId} = ${authorId}::uuid and ${posts.deletedAt} is null
        and ${posts.id} in (${here}) and ${isBanned}`),
    deleteNotices(db, sql`select * from (${toldOf(authorId, here)}) told where ${isBanned}`),
    db.execute(sql`delete from ${reactions} where ${reactions.targetType} = 'comment'
      and ${reactions.targetId} in (select ${comments.id} from ${comments} where ${theirs})
      and ${isBanned}`),
    db.execute(sql`
      with gone as (
        update ${comments} set deleted_at = now()
        where ${theirs} and ${comments.deletedAt} is null and ${isBanned}
        returning ${comments.postId}
      ), counted as (select post_id, count(*)::int as n from gone group by post_id)
      update ${posts} set comments_count = ${posts.commentsCount} - counted.n
      from counted where ${posts.id} = counted.post_id`),
    db.execute(prune(touched)),
    releaseOfBanned(db, communityId, authorId, isBanned),
  ] as const
}

/** What people were told of: their posts, what was said to those, and their comments. */
const toldOf = (authorId: string, postIds: SQL): SQL => sql`
  select concat('post:', ${posts.id}) from ${posts}
  where ${posts.authorId} = ${authorId}::uuid and ${posts.id} in (${postIds})
  union all
  select concat('comment:', ${comments.id}) from ${comments}
  join ${posts} on ${posts.id} = ${comments.postId}
  where ${authorId}::uuid in (${comments.authorId}, ${posts.authorId}) and ${posts.id} in (${postIds})`

/** Deletes the deleted comments of some posts that hold no place for any reply that stands. */
const prune = (postIds: SQL): SQL => sql`
  with recursive needed(id, parent_id) as (
    select id, parent_id from ${comments} where post_id in (${postIds}) and deleted_at is null
    union
    select c.id, c.parent_id from ${comments} c join needed on c.id = needed.parent_id
  )
  delete from ${comments} where ${comments.postId} in (${postIds})
    and ${comments.deletedAt} is not null and ${comments.id} not in (select id from needed)`
