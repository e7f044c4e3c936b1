import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { insertNotifications } from '../../../notifications/queries.ts'
import { notifications } from '../../../notifications/tables.ts'
import { comments } from '../../../posts/comments/tables.ts'
import { posts } from '../../../posts/tables.ts'
import { profiles } from '../../../profiles/tables.ts'
import { moderatedBy, writableBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { isMember } from '../../queries.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import { isLessonOpenTo } from '../../unlocking/queries.ts'

/** A lesson with all that its lock asks. */
const lessonAt = (lessonId: string): SQL => sql`${courseLessons}
  join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  join ${courses} on ${courses.id} = ${courseModules.courseId}
  join ${spaces} on ${spaces.id} = ${courses.spaceId}
  where ${courseLessons.id} = ${lessonId}::uuid`

type NewSaid = { id: string; lessonId: string; parentId: string | null; content: string }

/**
 * Says something under a lesson that is open to who says it. The post that carries what is said is
 * made for the first: it is put away from the beginning, so no list and no address of posts has it.
 * All in one batch; the last gives the id, or nothing.
 */
export const insertSaid = (db: Db, { id, lessonId, parentId, content }: NewSaid, me: string) => {
  const postId = newId()
  return [
    db.execute(
      sql`select from ${courseLessons} where ${courseLessons.id} = ${lessonId}::uuid for update`,
    ),
    db.execute(sql`
      insert into ${posts} (id, space_id, author_id, content, deleted_at)
      select ${postId}::uuid, ${spaces.id}, (select ${communities.ownerId} from ${communities}
        where ${communities.id} = ${spaces.communityId}), '', now()
      from ${lessonAt(lessonId)} and ${courseLessons.postId} is null
        and ${writableBy(me)} and ${isLessonOpenTo(me)}`),
    db.execute(sql`
      update ${courseLessons} set post_id = ${postId}::uuid
      where ${courseLessons.id} = ${lessonId}::uuid and ${courseLessons.postId} is null
        and exists (select 1 from ${posts} where ${posts.id} = ${postId}::uuid)`),
    db.execute<{ id: string }>(sql`
      insert into ${comments} (id, post_id, parent_id, author_id, content)
      select ${id}::uuid, ${courseLessons.postId}, answered.top, ${me}::uuid, ${content}
      from (select coalesce((select coalesce(above.parent_id, above.id) from ${comments} above
          where above.id = ${parentId}::uuid and above.deleted_at is null), null) as top) answered,
        ${lessonAt(lessonId)} and ${courseLessons.postId} is not null
        and (${parentId}::uuid is null or exists (select 1 from ${comments} above
          where above.id = answered.top and above.post_id = ${courseLessons.postId}))
        and ${writableBy(me)} and ${isLessonOpenTo(me)}
      returning id`),
  ] as const
}

/** Takes something back: its author's act, or the staff's. Gives its id, or nothing. */
export const deleteSaid = (db: Db, lessonId: string, id: string, me: string) =>
  db.execute<{ id: string }>(sql`
    update ${comments} set deleted_at = now(), content = ''
    from ${lessonAt(lessonId)} and ${comments.id} = ${id}::uuid
      and ${comments.postId} = ${courseLessons.postId} and ${comments.deletedAt} is null
      and ((${comments.authorId} = ${me}::uuid and ${writableBy(me)}) or ${moderatedBy(me)})
    returning ${comments.id}`)

type Told = {
  id: string
  lesson: { id: string; title: string }
  spaceId: string
  author: { id: string; fullName: string }
  link: string
}

/** What is told of it: not what was said, for locks can close. */
const about = ({ id, spaceId, author, link }: Told) => ({
  ...{ actorId: author.id, spaceId, link, body: '', cause: `comment:${id}` },
})

/** Tells members whom it names, if the lesson is open to them. After `insertSaid` in its batch. */
export const insertSaidMentions = (db: Db, said: Told, usernames: string[]) =>
  insertNotifications(db, {
    ...about(said),
    type: 'mention',
    title: `${said.author.fullName} mentioned you under “${said.lesson.title}”`,
    to: sql`select ${profiles.id} from ${profiles}, ${lessonAt(said.lesson.id)}
        and ${profiles.deletedAt} is null and ${profiles.username} in (
          select jsonb_array_elements_text(${JSON.stringify(usernames)}::jsonb))
        and exists (select 1 from ${comments} where ${comments.id} = ${said.id}::uuid)
        and ${isMember(profiles.id)} and ${isLessonOpenTo(profiles.id)}`,
  })

/** Tells whom it answers, if the lesson is open to them, and they have not heard of it by name. */
export const insertAnswerNotice = (db: Db, said: Told) =>
  insertNotifications(db, {
    ...about(said),
    type: 'reply',
    title: `${said.author.fullName} replied to you under “${said.lesson.title}”`,
    to: sql`select distinct above.author_id from ${comments} answer
      join ${comments} above on above.id = answer.parent_id and above.deleted_at is null,
      ${lessonAt(said.lesson.id)} and answer.id = ${said.id}::uuid
        and ${isLessonOpenTo(sql`above.author_id`)}
        and not exists (select 1 from ${notifications}
          where ${notifications.userId} = above.author_id
            and ${notifications.cause} = ${`comment:${said.id}`})`,
  })
