import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { posts } from '../tables.ts'

type Companion = { id: string; spaceId: string; authorId: string; title: string; content: string }

/**
 * A post under which something of another room is talked about, in the space where that lies. For
 * the batch that lets it appear; `announce` may follow.
 * @param condition when it may be
 */
export const insertCompanion = (db: Db, post: Companion, condition: SQL) =>
  db.execute(sql`
    insert into ${posts} (id, space_id, author_id, title, content, published_at)
    select ${post.id}::uuid, ${spaces.id}, ${post.authorId}::uuid, ${post.title}, ${post.content}, now()
    from ${spaces} where ${spaces.id} = ${post.spaceId}::uuid and ${writableBy(post.authorId)}
      and ${condition}
    on conflict (id) do nothing`)

/** Has a companion say what its thing says now. @param condition when it may be */
export const updateCompanion = (
  db: Db,
  { id, title, content }: Pick<Companion, 'id' | 'title' | 'content'>,
  condition: SQL,
) =>
  db
    .update(posts)
    .set({ title, content, updatedAt: sql`now()` })
    .where(sql`${posts.id} = ${id}::uuid and ${posts.deletedAt} is null and ${condition}`)

/** Takes a companion out of sight with its thing. @param condition when it may be */
export const removeCompanion = (db: Db, id: string, condition: SQL) =>
  db
    .update(posts)
    .set({ deletedAt: sql`now()` })
    .where(
      sql`${posts.id} = ${id}::uuid and ${posts.deletedAt} is null
        and ${condition}`,
    )
