import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { releaseFiles } from '../../files/queries.ts'
import { files } from '../../files/tables.ts'
import { comments } from '../comments/tables.ts'
import { posts } from '../tables.ts'

/**
 * Lets go the attachments of posts and comments that are no longer there, deleted or removed whole,
 * and of comments under such posts. Attachments are of nothing else: what other rooms hang files on
 * has a purpose of its own.
 * @param of only those of one post or comment, in the batch that deletes it
 */
export const releaseOfDeleted = (db: Db, of?: string) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and ${of ? sql`${files.attachedTo} = ${of}::uuid` : sql`${files.attachedTo} is not null`}
      and not exists (select 1 from ${posts} where ${posts.id} = ${files.attachedTo}
        and ${posts.deletedAt} is null)
      and not exists (select 1 from ${comments} join ${posts} on ${posts.id} = ${comments.postId}
        where ${comments.id} = ${files.attachedTo}
          and ${comments.deletedAt} is null and ${posts.deletedAt} is null)`,
  )
