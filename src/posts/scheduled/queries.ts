import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { attachedTo } from '../attachments/queries.ts'
import { inSpace, postableBy } from '../queries.ts'
import { posts } from '../tables.ts'

const waits = sql`${posts.publishedAt} is null and ${posts.deletedAt} is null`

/** More than anyone plans; the soonest are shown. */
const MOST = 100

/** What someone wrote in a community that is yet to appear, as a page. */
export const pageOfScheduled = (slug: string, me: string | null): SQL => sql`
  select ${posts.id}, false as is_pinned, ${posts.scheduledAt} as published_at
  from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
  where ${posts.authorId} = ${me}::uuid and ${spaces.communityId} = ${communityAt(slug)} and ${waits}
  order by ${posts.scheduledAt} limit ${sql.raw(`${MOST}`)}`

/** Lets one's own waiting post appear now, unless it was changed since it was read. */
export const publishOwn = (db: Db, read: { id: string; content: string }, me: string) =>
  db
    .update(posts)
    .set({ publishedAt: sql`now()` })
    .where(
      sql`${posts.id} = ${read.id}::uuid and ${posts.authorId} = ${me}::uuid and ${waits}
        and ${posts.content} = ${read.content} and ${inSpace(postableBy(me))}`,
    )
    .returning({ id: posts.id })

const isDue = sql`${waits} and ${posts.scheduledAt} <= now()
  and ${inSpace(postableBy(posts.authorId))}`

/** Posts whose time has come and whose authors may still post there, the longest waiting first. */
export const duePosts = (db: Db, limit: number) =>
  db
    .select({
      id: posts.id,
      title: posts.title,
      content: posts.content,
      contentFormat: posts.contentFormat,
      attachments: attachedTo(posts),
      updatedAt: sql<string>`${posts.updatedAt}::text`,
      authorId: posts.authorId,
      authorName: profiles.fullName,
      author: profiles.username,
      space: { id: spaces.id, slug: spaces.slug, name: spaces.name },
      slug: communities.slug,
    })
    .from(posts)
    .innerJoin(profiles, sql`${profiles.id} = ${posts.authorId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .where(isDue)
    .orderBy(posts.scheduledAt, posts.id)
    .limit(limit)

/** Claims a due post, unless another tick did, or it was changed since it was read. */
export const publishPost = (db: Db, due: { id: string; updatedAt: string }) =>
  db
    .update(posts)
    .set({ publishedAt: sql`now()` })
    .where(
      sql`${posts.id} = ${due.id}::uuid and ${isDue}
        and ${posts.updatedAt} = ${due.updatedAt}::timestamptz`,
    )
    .returning({ id: posts.id })
