import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy, writableBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { next } from '../arrival/queries.ts'
import { levelsOf, takes, within } from '../folders/queries.ts'
import { shelvableBy } from '../queries.ts'
import type { NewResource, ResourceChange } from '../rules.ts'
import { resources } from '../tables.ts'

type At = { id: string; spaceId: string; me: string }

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
