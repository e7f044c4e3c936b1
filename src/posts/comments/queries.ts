import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { moderatedBy, visibleTo, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { attachedTo, releaseLoose } from '../attachments/queries.ts'
import { withdrawComment } from '../notices/queries.ts'
import { reactions } from '../reactions/tables.ts'
import { type Attachment, posts } from '../tables.ts'
import { comments } from './tables.ts'

const isOpen = sql`${posts.deletedAt} is null and ${posts.publishedAt} is not null`

/** A comment with its place, if the reader may see it: one row or none. Deleted ones are gone. */
export const findComment = (db: Db, slug: string, me: string | null, id: string) =>
  db
    .select({
      id: comments.id,
      postId: comments.postId,
      parentId: comments.parentId,
      authorId: comments.authorId,
      authorName: profiles.fullName,
      content: comments.content,
      attachments: attachedTo(comments),
      space: { id: spaces.id, slug: spaces.slug, isArchived: spaces.isArchived },
      postTitle: posts.title,
    })
    .from(comments)
    .innerJoin(profiles, sql`${profiles.id} = ${comments.authorId}`)
    .innerJoin(posts, sql`${posts.id} = ${comments.postId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .where(
      sql`${comments.id} = ${id}::uuid and ${comments.deletedAt} is null and ${isOpen}
        and ${spaces.communityId} = ${communityAt(slug)} and ${visibleTo(me)}`,
    )

/** A post as a place to comment in and react to, if the reader may see it: one row or none. */
export const findPlace = (db: Db, slug: string, me: string | null, postId: string | SQL) =>
  db
    .select({
      id: posts.id,
      title: posts.title,
      authorId: posts.authorId,
      space: { id: spaces.id, slug: spaces.slug, isArchived: spaces.isArchived },
    })
    .from(posts)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .where(
      sql`${posts.id} = ${postId}::uuid and ${isOpen}
        and ${spaces.communityId} = ${communityAt(slug)} and ${visibleTo(me)}`,
    )

/** The same for the post of a comment that stands. */
export const findPlaceOf = (db: Db, slug: string, me: string | null, commentId: string) =>
  findPlace(
    db,
    slug,
    me,
    sql`(select ${comments.postId} from ${comments}
      where ${comments.id} = ${commentId}::uuid and ${comments.deletedAt} is null)`,
  )

/** The comment that another one answers, if it stands: one row or none. */
export const findStanding = (db: Db, postId: string, id: string | null) =>
  db
    .select({ id: comments.id })
    .from(comments)
    .where(
      sql`${comments.id} = ${id}::uuid and ${comments.postId} = ${postId}::uuid
        and ${comments.deletedAt} is null`,
    )

type NewComment = {
  id: string
  postId: string
  parentId: string | null
  content: string
  attachments: Attachment[]
}

/**
 * Writes a comment and counts it, if its author may write there and what it answers still stands:
 * a row or none. The locks make a deletion of the parent wait, or be seen.
 */
export const insertComment = (db: Db, comment: NewComment, me: string) => {
  const parent = sql`select answered.id from ${comments} answered join place on place.id = answered.post_id
    where answered.id = ${comment.parentId}::uuid and answered.deleted_at is null
    for key share of answered`
  return db.execute<{ id: string }>(sql`
    with place as materialized (
      select ${posts.id} from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
      where ${posts.id} = ${comment.postId}::uuid and ${isOpen} and ${writableBy(me)}
      for no key update of ${sql.identifier('posts')}
    ), parent as materialized (${comment.parentId ? parent : sql`select null::uuid as id`}),
    made as (
      insert into ${comments} (id, post_id, parent_id, author_id, content, attachments)
      select ${comment.id}::uuid, place.id, parent.id, ${me}::uuid, ${comment.content},
        ${JSON.stringify(comment.attachments)}::jsonb
      from place cross join parent returning id, post_id
    )
    update ${posts} set comments_count = ${posts.commentsCount} + 1 from made
    where ${posts.id} = made.post_id returning made.id`)
}

/** Changes one's own comment: a row or none. The same words again are no edit. */
export const updateComment = (
  db: Db,
  id: string,
  { content, attachments }: Pick<NewComment, 'content' | 'attachments'>,
  me: string,
) =>
  db.execute<{ id: string }>(sql`
    update ${comments} set content = ${content},
      attachments = ${JSON.stringify(attachments)}::jsonb,
      edited_at = case when ${comments.content} = ${content}
        and ${comments.attachments} = ${JSON.stringify(attachments)}::jsonb then ${comments.editedAt} else now() end,
      updated_at = now()
    from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
    where ${comments.id} = ${id}::uuid and ${comments.deletedAt} is null
      and ${comments.authorId} = ${me}::uuid
      and ${posts.id} = ${comments.postId} and ${isOpen} and ${writableBy(me)}
    returning ${comments.id}`)

type Doomed = { id: string; postId: string; parentId: string | null }

/**
 * Takes a comment away: its author's or the staff's act. With replies it keeps its place, without
 * any it goes, and with it the deleted ones above it that were kept for its sake. The second
 * statement's row says whether it happened. All in one batch.
 */
export const deleteComment = (db: Db, comment: Doomed, me: string) =>
  [
    // replies and deletions in one post wait for each other, so that none is missed
    db.execute(sql`select from ${posts} where ${posts.id} = ${comment.postId}::uuid for update`),
    db.execute<{ id: string; hasReplies: boolean }>(sql`
      with doomed as (
        select ${comments.id}, ${comments.postId}, exists (
          select 1 from ${comments} reply where reply.post_id = ${comments.postId}
            and reply.parent_id = ${comments.id}) as has_replies
        from ${comments} join ${posts} on ${posts.id} = ${comments.postId}
        join ${spaces} on ${spaces.id} = ${posts.spaceId}
        where ${comments.id} = ${comment.id}::uuid and ${comments.deletedAt} is null and ${isOpen}
          and ((${comments.authorId} = ${me}::uuid and ${writableBy(me)}) or ${moderatedBy(me)})
      ), kept as (
        update ${comments} set deleted_at = now() from doomed
        where ${comments.id} = doomed.id and doomed.has_replies returning doomed.id
      ), gone as (
        delete from ${comments} using doomed
        where ${comments.id} = doomed.id and not doomed.has_replies returning doomed.id
      )
      update ${posts} set comments_count = ${posts.commentsCount} - 1 from doomed
      where ${posts.id} = doomed.post_id returning doomed.id, doomed.has_replies as "hasReplies"`),
    db.execute(sql`
      with recursive bare(id, parent_id) as (
        select id, parent_id from ${comments} c
        where c.id = ${comment.parentId}::uuid and c.deleted_at is not null
          and not exists (select 1 from ${comments} reply where reply.parent_id = c.id)
        union all
        select c.id, c.parent_id from bare join ${comments} c on c.id = bare.parent_id
        where c.deleted_at is not null and not exists (
          select 1 from ${comments} reply where reply.parent_id = c.id and reply.id <> bare.id)
      )
      delete from ${comments} where ${comments.id} in (select id from bare)`),
    db.execute(sql`
      delete from ${reactions} where ${reactions.targetType} = 'comment'
        and ${reactions.targetId} = ${comment.id}::uuid and not exists (
          select 1 from ${comments} where ${comments.id} = ${comment.id}::uuid
            and ${comments.deletedAt} is null)`),
    releaseLoose(db, comments, comment.id),
    withdrawComment(db, comment.id),
  ] as const
