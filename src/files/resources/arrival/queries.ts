import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import { files } from '../../tables.ts'
import { titleOf } from '../rules.ts'
import { resources } from '../tables.ts'

/** The place after all that lie in a folder. After `holdShelf`. */
export const next = (space: SQLWrapper, folder: SQLWrapper): SQL => sql`(
  select coalesce(max(beside.sort_order), 0) + 1 from ${resources} beside
  where beside.space_id = ${space} and beside.parent_id is not distinct from ${folder})`

/**
 * Puts an uploaded file where it was sent: into the folder that it names, or into the space itself
 * if that has gone meanwhile. In the batch that finishes it, after `holdShelf`. Once.
 */
export const shelve = (db: Db, fileId: string, fileName: string) => {
  const folder = sql.raw('folder.id')
  return db.execute(sql`
    insert into ${resources} (id, space_id, parent_id, author_id, kind, title, file_id, sort_order)
    select ${newId()}::uuid, ${spaces.id}, ${folder}, ${files.uploaderId}, 'file',
      ${titleOf(fileName)}, ${files.id}, ${next(spaces.id, folder)}
    from ${files} join ${spaces} on ${spaces.id} = ${files.spaceId}
    left join ${resources} folder on folder.id = ${files.attachedTo} and folder.kind = 'folder'
      and folder.space_id = ${spaces.id}
    where ${files.id} = ${fileId}::uuid and ${files.purpose} = 'resource'
      and ${files.finishedAt} is not null and ${files.releasedAt} is null
    on conflict (file_id) do nothing`)
}

/** Notes that the bytes of a thing are others now. */
export const renewResource = (db: Db, fileId: string) =>
  db
    .update(resources)
    .set({ updatedAt: sql`now()` })
    .where(sql`${resources.fileId} = ${fileId}::uuid`)
