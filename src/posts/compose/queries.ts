import { sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import { memberships } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { visibleTo, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { inSpace, postableBy } from '../queries.ts'
import { posts, revisions } from '../tables.ts'
import type { Draft } from './rules.ts'

/**
 * A new post, at once or at its time, if its author may post in the space at this moment. With an
 * id that is there already nothing happens.
 */
export const insertPost = (
  db: Db,
  { id, spaceId, me }: { id: string; spaceId: string; me: string },
  draft: Draft,
) => {
  const { title, content, contentFormat, poll, scheduledAt, attachments } = draft
  const at = sql`${scheduledAt?.toISOString() ?? null}::timestamptz`
  return db.execute(sql`
    insert into ${posts} (id, space_id, author_id, title, content, content_format, attachments, poll,
      scheduled_at, published_at)
    select ${id}::uuid, ${spaces.id}, ${me}::uuid, ${title}, ${content},
      ${contentFormat}::content_format, ${JSON.stringify(attachments)}::jsonb, ${poll && JSON.stringify(poll)}::jsonb,
      ${at}, case when ${at} is null then now() end
    from ${spaces} where ${spaces.id} = ${spaceId}::uuid and ${postableBy(me)}
    on conflict (id) do nothing`)
}

/** Whether a post of this person's came to be. */
export const findOwn = (db: Db, id: string, me: string) =>
  db
    .select({ id: posts.id, publishedAt: posts.publishedAt })
    .from(posts)
    .where(
      sql`${posts.id} = ${id}::uuid and ${posts.authorId} = ${me}::uuid
        and ${posts.deletedAt} is null`,
    )

/**
 * Changes what a post says, and keeps what it said once it was out. The row is held meanwhile, so of
 * two edits at once each keeps what it replaced. A poll and a time change only before it is out.
 */
export const updatePost = (db: Db, { id, me }: { id: string; me: string }, draft: Draft) => {
  const { title, content, contentFormat, poll, scheduledAt, attachments } = draft
  const waits = sql`old.published_at is null`
  const changed = sql`(old.title, old.content) is distinct from (${title}, ${content})`
  const reillustrated = sql`old.attachments is distinct from ${JSON.stringify(attachments)}::jsonb`
  return db.execute<{ id: string }>(sql`
    with old as (
      select ${posts.id}, ${posts.title}, ${posts.content}, ${posts.attachments},
        ${posts.publishedAt} from ${posts}
      where ${posts.id} = ${id}::uuid and ${posts.authorId} = ${me}::uuid
        and ${posts.deletedAt} is null and ${inSpace(writableBy(me))} for update
    ), kept as (
      insert into ${revisions} (id, post_id, editor_id, title, content)
      select ${newId()}::uuid, old.id, ${me}::uuid, old.title, old.content from old
      where not ${waits} and ${changed}
    )
    update ${posts} set title = ${title}, content = ${content},
      content_format = ${contentFormat}::content_format,
      attachments = ${JSON.stringify(attachments)}::jsonb,
      poll = case when ${waits} then ${poll && JSON.stringify(poll)}::jsonb else ${posts.poll} end,
      scheduled_at = case when ${waits} then ${scheduledAt?.toISOString() ?? null}::timestamptz
        else ${posts.scheduledAt} end,
      edited_at = case when not ${waits} and (${changed} or ${reillustrated}) then now() else ${posts.editedAt} end,
      updated_at = now()
    from old where ${posts.id} = old.id returning ${posts.id}`)
}

const FEW = 8

/**
 * Active members whose username, or a word of whose name, starts with what was typed, and who may
 * see the space, if one is given: usernames first, then who was here last. Sight is asked of the
 * found in their order, and only until there are enough.
 */
export const findMentionable = (db: Db, slug: string, typed: string, space: string | undefined) => {
  const start = `${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const byUsername = sql`${profiles.username} like ${start}`
  const seen = sql`exists (select 1 from ${spaces}
    where ${spaces.id} = ${spaceAt(slug, space ?? '')} and ${visibleTo(sql.raw('found.id'))})`
  return db
    .select({
      username: sql<string>`found.username`,
      fullName: sql<string>`found.full_name`,
      avatarUrl: sql<string | null>`found.avatar_url`,
    })
    .from(
      sql`(
        select ${profiles.id}, ${profiles.username}, ${profiles.fullName}, ${profiles.avatarUrl}
        from ${memberships} join ${profiles} on ${profiles.id} = ${memberships.profileId}
        where ${memberships.communityId} = ${communityAt(slug)} and ${memberships.status} = 'active'
          and ${profiles.deletedAt} is null
          and (${byUsername} or lower(${profiles.fullName}) like ${start}
            or lower(${profiles.fullName}) like ${`% ${start}`})
        order by ${byUsername} desc, ${profiles.lastSeenAt} desc nulls last, ${profiles.id} offset 0
      ) found`,
    )
    .where(space ? seen : undefined)
    .limit(FEW)
}
