import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { insertNotifications } from '../../notifications/queries.ts'
import { notifications } from '../../notifications/tables.ts'
import { follows, profiles } from '../../profiles/tables.ts'
import { spaceFollows } from '../../spaces/tables.ts'
import { excerpt, mentionsIn } from '../markdown/rules.ts'
import { nameOf } from '../rules.ts'
import { posts } from '../tables.ts'

type Told = {
  id: string
  href: string
  authorId: string
  authorName: string
  space: { id: string; name: string }
  title: string
  content: string
  contentFormat: 'markdown' | 'plain'
}

const causeOf = (postId: string) => `post:${postId}`

/** Only once the post is out; asked in the batch that lets it out, after it. */
const isOut = (postId: string) => sql`exists (select 1 from ${posts}
  where ${posts.id} = ${postId}::uuid and ${posts.publishedAt} is not null
    and ${posts.deletedAt} is null)`

/** Tells those whom a text names. @param names usernames; those who were told before are left alone */
export const insertMentions = (db: Db, post: Told, names: string[]) =>
  insertNotifications(db, {
    ...about(post),
    type: 'mention',
    title: `${post.authorName} mentioned you in ${post.space.name}`,
    to: sql`select ${profiles.id} from ${profiles}
      where ${profiles.username} = any(${`{${names.join(',')}}`}::text[])
        and ${profiles.deletedAt} is null and ${isOut(post.id)}`,
  })

/** Tells those who follow the space or the author, except whom the post names: they know. */
const insertNewPost = (db: Db, post: Told) =>
  insertNotifications(db, {
    ...about(post),
    type: 'new_post',
    title: `${post.authorName} posted in ${post.space.name}`,
    to: sql`select listener.id from (
        select ${spaceFollows.profileId} as id from ${spaceFollows}
        where ${spaceFollows.spaceId} = ${post.space.id}::uuid
        union select ${follows.followerId} from ${follows}
        where ${follows.followedId} = ${post.authorId}::uuid
      ) listener
      where ${isOut(post.id)} and not exists (select 1 from ${notifications}
        where ${notifications.userId} = listener.id and ${notifications.type} = 'mention'
          and ${notifications.cause} = ${causeOf(post.id)})`,
  })

const about = (post: Told) => ({
  actorId: post.authorId,
  spaceId: post.space.id,
  body: post.title ? post.title : excerpt(post.content, post.contentFormat) || nameOf(post),
  link: post.href,
  cause: causeOf(post.id),
})

/** All that a post tells when it appears, in this order, after it in the same batch. */
export const announce = (db: Db, post: Told) =>
  [
    insertMentions(db, post, mentionsIn(post.content, post.contentFormat)),
    insertNewPost(db, post),
  ] as const
