import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../../../communities/tables.ts'
import type { Db } from '../../../../db/connect.ts'
import { moderatedBy, writableBy } from '../../../../spaces/queries.ts'
import { spaces } from '../../../../spaces/tables.ts'
import { releaseFiles } from '../../../queries.ts'
import { files } from '../../../tables.ts'
import { within } from '../../folders/queries.ts'
import { resources } from '../../tables.ts'

type At = { id: string; spaceId: string; me: string }

/** Members delete what is theirs alone; staff delete all. */
const deletable = ({ id, spaceId, me }: At): SQL => sql`exists (
  select 1 from ${resources} gone join ${spaces} on ${spaces.id} = gone.space_id
  where gone.id = ${id}::uuid and gone.space_id = ${spaceId}::uuid and ${writableBy(me)}
    and (${moderatedBy(me)} or not exists (select 1 from ${resources} inside
      where inside.id in (${within(id)}) and inside.author_id <> ${me}::uuid)))`

/** Lets the files of a thing and of all that lies in it go. After `holdShelf`, before the deletion. */
export const releaseWithin = (db: Db, at: At) =>
  releaseFiles(
    db,
    sql`${deletable(at)} and ${files.id} in (
      select held.file_id from ${resources} held where held.id in (${within(at.id)}))`,
  )

/** Deletes a thing, and a folder with all that lies in it. Gives its id, once. */
export const deleteResource = (db: Db, at: At) =>
  db
    .delete(resources)
    .where(sql`${resources.id} = ${at.id}::uuid and ${deletable(at)}`)
    .returning({ id: resources.id })

/**
 * Takes away the files and links of a banned person in a community; their folders stay, since others
 * use them. Only after a ban, in its batch: otherwise nothing happens.
 */
export const removeThingsOf = (db: Db, communityId: string, authorId: string) => {
  const theirs = sql`${resources.authorId} = ${authorId}::uuid and ${resources.kind} <> 'folder'
    and ${resources.spaceId} in (select ${spaces.id} from ${spaces}
      where ${spaces.communityId} = ${communityId}::uuid)
    and exists (select 1 from ${memberships} where ${memberships.communityId} = ${communityId}::uuid
      and ${memberships.profileId} = ${authorId}::uuid and ${memberships.status} = 'banned')`
  const held = sql`select ${resources.fileId} from ${resources} where ${theirs}`
  return [
    releaseFiles(db, sql`${files.id} in (${held})`),
    db.delete(resources).where(theirs),
  ] as const
}
