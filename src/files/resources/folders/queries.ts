import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { isThere } from '../../queries.ts'
import { files } from '../../tables.ts'
import { MAX_DEPTH } from '../rules.ts'
import { resources } from '../tables.ts'

/** More are not offered to choose from. */
const MOST = 500

/**
 * All folders of a space with the way to them, in the order of the ways.
 * @param place `without` leaves out a folder and what lies in it: nothing can be moved into itself
 */
export const foldersOf = (
  db: Db,
  { space, me, without }: { space: SQL; me: string | null; without?: string },
) =>
  db.execute<{ id: string; path: string }>(sql`
    with recursive down(id, path, space_id) as (
      select id, title, space_id from ${resources}
      where space_id = ${space} and parent_id is null and kind = 'folder'
        and id is distinct from ${without ?? null}::uuid
      union all
      select inside.id, down.path || ' / ' || inside.title, inside.space_id
      from ${resources} inside join down on inside.parent_id = down.id
      where inside.kind = 'folder' and inside.id is distinct from ${without ?? null}::uuid
    )
    select down.id, down.path from down join ${spaces} on ${spaces.id} = down.space_id
    where ${visibleTo(me)} order by lower(down.path), down.id limit ${sql.raw(`${MOST}`)}`)

/** Something and all that lies in it, as a query of ids. */
export const within = (id: string): SQL => sql`
  with recursive down(id) as (
    select id from ${resources} where id = ${id}::uuid
    union
    select inside.id from ${resources} inside join down on inside.parent_id = down.id
  )
  select id from down`

/**
 * Whether a folder can take something: it is one of the space in scope, and what is put into it
 * would not lie too deep.
 * @param levels of folders that come with it
 */
export const takes = (folder: string | null, levels: SQLWrapper): SQL =>
  folder === null
    ? sql`true`
    : sql`(exists (select 1 from ${resources} into_it where into_it.id = ${folder}::uuid
          and into_it.kind = 'folder' and into_it.space_id = ${spaces.id})
        and ${levelsAbove(folder)} + ${levels} <= ${sql.raw(`${MAX_DEPTH}`)})`

const levelsAbove = (folder: string): SQL => sql`(
  with recursive up(id, parent_id, level) as (
    select id, parent_id, 1 from ${resources} where id = ${folder}::uuid
    union all
    select around.id, around.parent_id, up.level + 1
    from ${resources} around join up on around.id = up.parent_id where up.level < 50
  )
  select coalesce(max(level), 0) from up)`

/** How many levels of folders something is, itself counted; 0 for what is none. */
export const levelsOf = (id: string): SQL => sql`(
  with recursive down(id, level) as (
    select id, 1 from ${resources} where id = ${id}::uuid and kind = 'folder'
    union all
    select inside.id, down.level + 1
    from ${resources} inside join down on inside.parent_id = down.id
    where inside.kind = 'folder' and down.level < 50
  )
  select coalesce(max(level), 0) from down)`

/**
 * The files in a folder and in those inside it; in none, in the whole space.
 * @param limit one more than may be downloaded at once
 */
export const filesWithin = (
  db: Db,
  {
    space,
    folder,
    me,
    limit,
  }: { space: SQL; folder: string | null; me: string | null; limit: number },
) =>
  db
    .select({ id: files.id, title: resources.title })
    .from(resources)
    .innerJoin(spaces, sql`${spaces.id} = ${resources.spaceId}`)
    .innerJoin(files, sql`${files.id} = ${resources.fileId} and ${isThere}`)
    .where(
      sql`${spaces.id} = ${space} and ${visibleTo(me)}
        and ${folder ? sql`${resources.id} in (${within(folder)})` : sql`true`}`,
    )
    .orderBy(resources.sortOrder, resources.id)
    .limit(limit)
