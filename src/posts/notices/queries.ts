import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { insertFanout } from '../../notifications/fanout/queries.ts'
import { deleteNotices, insertNotifications } from '../../notifications/queries.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { excerpt, mentionsIn } from '../../ui/markdown.ts'
import { nameOfFiles, type Shown } from '../attachments/names/rules.ts'
import { comments } from '../comments/tables.ts'
import { nameOf } from '../rules.ts'
import { posts } from '../tables.ts'
import { topicOf } from './rules.ts'

type Told = {
  id: string
  href: string
  authorId: string
  authorName: string
  space: { id: string; name: string }
  title: string
  content: string
  contentFormat: 'markdown' | 'plain'
  attachments?: Shown[]
}

/**
 * Whether a post is out and says what is about to be told of it; asked in the batch that lets it
 * out, after it. A write that was refused, or overtaken by an edit, tells nothing.
 */
const saysSo = ({ id, authorId, space, content }: Told) => sql`exists (select 1 from ${posts}
  where ${posts.id} = ${id}::uuid and ${posts.authorId} = ${authorId}::uuid
    and ${posts.spaceId} = ${space.id}::uuid and ${posts.content} = ${content}
    and ${posts.publishedAt} is not null and ${posts.deletedAt} is null)`

/** The active members of a space's community who have one of these usernames, for a subquery. */
const membersNamed = (spaceId: string, usernames: string[]): SQL => sql`
  select ${profiles.id} from ${spaces}
  join ${memberships} on ${memberships.communityId} = ${spaces.communityId}
    and ${memberships.status} = 'active'
  join ${profiles} on ${profiles.id} = ${memberships.profileId} and ${profiles.deletedAt} is null
  where ${spaces.id} = ${spaceId}::uuid and ${profiles.username} in (
    select jsonb_array_elements_text(${JSON.stringify(usernames)}::jsonb))`

/** Tells those whom a post names. @param names usernames; those who were told before are left alone */
export const insertMentions = (db: Db, post: Told, names: string[]) =>
  insertNotifications(db, {
    ...about(post),
    type: 'mention',
    title: `${post.authorName} mentioned you in ${post.space.name}`,
    to: sql`${membersNamed(post.space.id, names)} and ${saysSo(post)}`,
  })

/** Tells those who follow the space or the author, however many, except whom the post names. */
const fanNewPost = (db: Db, post: Told) =>
  insertFanout(db, {
    ...about(post),
    audience: 'post',
    type: 'new_post',
    title: `${post.authorName} posted in ${post.space.name}`,
    only: saysSo(post),
  })

const about = (post: Told) => ({
  actorId: post.authorId,
  spaceId: post.space.id,
  body: nameOf(post, 160),
  link: post.href,
  cause: `post:${post.id}`,
  topic: topicOf(post.id),
})

/** All that a post tells when it appears, in this order, after it in the same batch. */
export const announce = (db: Db, post: Told) =>
  [
    insertMentions(db, post, mentionsIn(post.content, post.contentFormat)),
    ...fanNewPost(db, post),
  ] as const

/** Takes back what was told of a post, and of what was said to it. After its deletion in its batch. */
export const withdrawPost = (db: Db, id: string) => {
  const gone = sql`${posts.id} = ${id}::uuid and ${posts.deletedAt} is not null`
  return deleteNotices(
    db,
    sql`select concat('post:', ${posts.id}) from ${posts} where ${gone}
      union all select concat('comment:', ${comments.id}) from ${comments}
      join ${posts} on ${posts.id} = ${comments.postId} where ${gone}`,
  )
}

type Said = {
  id: string
  postId: string
  content: string
  link: string
  author: { id: string; fullName: string }
  /** where it was said */
  space: { id: string }
  postTitle: string
  attachments?: Shown[]
}

/** Tells those whom a comment names. Goes after it in its batch. */
export const insertCommentMentions = (db: Db, said: Said, usernames: string[]) =>
  insertNotifications(db, {
    ...aboutComment(said),
    type: 'mention',
    title: `${said.author.fullName} mentioned you${on(said.postTitle)}`,
    to: sql`${membersNamed(said.space.id, usernames)}
      and exists (${standing(said)}) and ${untold(said)}`,
  })

/** Tells the author of what a comment answers, unless it names them: then they know. */
export const insertReplyNotice = (db: Db, said: Said, isToComment: boolean) =>
  insertNotifications(db, {
    ...aboutComment(said),
    type: 'reply',
    title: isToComment
      ? `${said.author.fullName} replied to you${on(said.postTitle)}`
      : `${said.author.fullName} commented on ${said.postTitle || 'your post'}`,
    to: sql`select ${profiles.id} from (${standing(said)}) answered(author_id)
      join ${profiles} on ${profiles.id} = answered.author_id and ${profiles.deletedAt} is null
      where ${untold(said)}`,
  })

/** Tells those who watch the post or its space, except who has heard of it already. */
export const fanComment = (db: Db, said: Said, isToComment: boolean) =>
  insertFanout(db, {
    ...aboutComment(said),
    audience: isToComment ? 'nested' : 'comment',
    type: 'reply',
    title: `${said.author.fullName} commented on ${said.postTitle || 'a post'}`,
    only: sql`exists (${standing(said)})`,
  })

/** Takes back what was told of a comment. After its deletion in its batch. */
export const withdrawComment = (db: Db, id: string) =>
  deleteNotices(
    db,
    sql`select ${`comment:${id}`} where not exists (select 1 from ${comments}
      where ${comments.id} = ${id}::uuid and ${comments.deletedAt} is null)`,
  )

const on = (title: string) => (title ? ` in ${title}` : '')

const aboutComment = (said: Said) => ({
  actorId: said.author.id,
  spaceId: said.space.id,
  body: excerpt(said.content) || nameOfFiles(said.attachments),
  link: said.link,
  cause: `comment:${said.id}`,
  topic: topicOf(said.postId),
})

/** Whom a comment answers, the author of its parent or else of the post, if it stands and says this. */
const standing = ({ id, content }: Said): SQL => sql`
  select coalesce(parent.author_id, ${posts.authorId}) from ${comments}
  join ${posts} on ${posts.id} = ${comments.postId} and ${posts.deletedAt} is null
  left join ${comments} parent on parent.id = ${comments.parentId}
  where ${comments.id} = ${id}::uuid and ${comments.content} = ${content}
    and ${comments.deletedAt} is null`

/** One person hears of one comment once, whether named or answered. */
const untold = ({ id }: Said): SQL => sql`not exists (
  select 1 from ${notifications} where ${notifications.userId} = ${profiles.id}
    and ${notifications.cause} = ${`comment:${id}`})`
