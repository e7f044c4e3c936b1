import { sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { comments } from '../../posts/comments/tables.ts'
import { mentionsOf } from '../../posts/mentions/queries.ts'
import { writer } from '../../posts/queries.ts'
import { posts } from '../../posts/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { courseLessons } from '../tables.ts'
import { PAGE } from './rules.ts'

/** Answers that one page shows. */
const MOST = 500

/**
 * What is said under a lesson: one page of first comments, and all that answers them, as it came.
 * Who may read it is the lesson's lock to say.
 * @param after the last first comment of the page before
 */
export const saidUnder = (db: Db, lessonId: string, after: string | null) => {
  const post = sql`(select ${courseLessons.postId} from ${courseLessons}
    where ${courseLessons.id} = ${lessonId}::uuid)`
  const tops = sql`(select top.id from ${comments} top where top.post_id = ${post}
    and top.parent_id is null and ${after ? sql`top.id < ${after}::uuid` : sql`true`}
    order by top.parent_id desc, top.id desc limit ${sql.raw(`${PAGE + 1}`)})`
  return db
    .select({
      id: comments.id,
      parentId: comments.parentId,
      authorId: comments.authorId,
      ...writer,
      content: comments.content,
      mentions: mentionsOf(comments.content),
      createdAt: comments.createdAt,
      isDeleted: sql<boolean>`${comments.deletedAt} is not null or ${profiles.deletedAt} is not null`,
    })
    .from(comments)
    .innerJoin(profiles, sql`${profiles.id} = ${comments.authorId}`)
    .innerJoin(posts, sql`${posts.id} = ${comments.postId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .leftJoin(
      memberships,
      sql`${memberships.communityId} = ${spaces.communityId}
        and ${memberships.profileId} = ${comments.authorId}`,
    )
    .where(
      sql`${comments.postId} = ${post} and (${comments.id} in ${tops} or ${comments.parentId} in ${tops})`,
    )
    .orderBy(comments.id)
    .limit(MOST)
}
export type SaidRow = Awaited<ReturnType<typeof saidUnder>>[number]
