import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { releaseFiles } from '../../files/queries.ts'
import { files } from '../../files/tables.ts'
import { comments } from '../comments/tables.ts'
import { posts } from '../tables.ts'

/** Lets go the attachments of posts and comments that were deleted, and of comments under such posts. */
export const releaseOfDeleted = (db: Db) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and (
      exists (select 1 from ${posts} where ${posts.id} = ${files.attachedTo}
        and ${posts.deletedAt} is not null)
      or exists (select 1 from ${comments} join ${posts} on ${posts.id} = ${comments.postId}
        where ${comments.id} = ${files.attachedTo}
          and (${comments.deletedAt} is not null or ${posts.deletedAt} is not null)))`,
  )
