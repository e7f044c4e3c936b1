import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { memberships } from '../../../communities/tables.ts'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy, writableBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { releaseFiles } from '../../queries.ts'
import { files } from '../../tables.ts'
import { levelsOf, takes, within } from '../folders/queries.ts'
import { shelvableBy } from '../queries.ts'
import { type NewResource, type ResourceChange, titleOf } from '../rules.ts'
import { resources } from '../tables.ts'

type At = { id: string; spaceId: string; me: string }

/** The place after all that lie in a folder. After `holdShelf`. */
const next = (space: SQLWrapper, folder: SQLWrapper): SQL => sql`(
  select coalesce(max(beside.sort_order), 0) + 1 from ${resources} beside
  where beside.space_id = ${space} and beside.parent_id is not distinct from ${folder})`

/** A new folder or link, last in its folder. After `holdShelf`. Gives its id, or nothing. */
export const insertResource = (db: Db, { id, spaceId, me }: At, made: NewResource) => {
  const folder = sql`${made.folder}::uuid`
  return db.execute<{ id: string }>(sql`
    insert into ${resources} (id, space_id, parent_id, author_id, kind, title, description, url,
      picture_url, sort_order)
    select ${id}::uuid, ${spaces.id}, ${folder}, ${me}::uuid, ${made.kind}::resource_kind,
      ${made.title}, ${made.description}, ${made.kind === 'link' ? made.url : null},
      ${made.pictureUrl}, ${next(spaces.id, folder)}
    from ${spaces} where ${spaces.id} = ${spaceId}::uuid and ${shelvableBy(me)}
      and ${takes(made.folder, sql.raw(made.kind === 'folder' ? '1' : '0'))}
    returning id`)
}

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

/** Staff, and who put it there, change a thing of the space in scope. */
export const changeableBy = (me: string): SQL =>
  sql`(${writableBy(me)} and (${resources.authorId} = ${me}::uuid or ${moderatedBy(me)}))`

const inSpace = (
  spaceId: string,
  condition: SQL,
): SQL => sql`(${resources.spaceId} = ${spaceId}::uuid
  and exists (select 1 from ${spaces} where ${spaces.id} = ${resources.spaceId} and ${condition}))`

/**
 * Changes what a thing says, and where it lies: in another folder it comes last. Nothing where it
 * would lie in itself, or too deep. After `holdShelf`.
 */
export const updateResource = (db: Db, { id, spaceId, me }: At, change: ResourceChange) => {
  const { folder, url, ...words } = change
  const into = sql`${folder ?? null}::uuid`
  const moves = sql`${resources.parentId} is distinct from ${into}`
  const fits = sql`(not ${moves} or (${takes(folder ?? null, levelsOf(id))}
    and (${into} is null or ${into} not in (${within(id)}))))`
  return db
    .update(resources)
    .set({
      ...words,
      ...(url !== undefined && {
        url: sql`case when ${resources.kind} = 'link' then ${url} end`,
      }),
      ...(folder !== undefined && {
        parentId: into,
        sortOrder: sql`case when ${moves} then ${next(resources.spaceId, into)}
          else ${resources.sortOrder} end`,
      }),
      updatedAt: sql`now()`,
    })
    .where(
      sql`${resources.id} = ${id}::uuid and ${inSpace(spaceId, changeableBy(me))}
        and ${folder === undefined ? sql`true` : inSpace(spaceId, fits)}`,
    )
    .returning({ id: resources.id })
}

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
