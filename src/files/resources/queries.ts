import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { NOBODY, uuids } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import type { Asker } from '../../edge/rules.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { moderatedBy, personOf, visibleTo, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { fileDownloads } from '../downloads/tables.ts'
import { fileColumns, isThere } from '../queries.ts'
import { files } from '../tables.ts'
import { PAGE } from './rules.ts'
import { resources } from './tables.ts'

/** A resource space by its address, and who asks for it. */
export type Shelf = { slug: string; space: string; asker: Asker }

/** The space that someone is in, if they see it and it is for resources. */
const isOpen = ({ slug, space, asker }: Shelf): SQL => sql`(
  ${spaces.id} = ${spaceAt(slug, space)} and ${spaces.spaceType} = 'resources'
  and ${visibleTo(asker)})`

/** Facts of a resource space for those who see it: one row, or none. */
export const findShelf = (db: Db, shelf: Shelf) =>
  db
    .select({
      id: spaces.id,
      slug: spaces.slug,
      name: spaces.name,
      emoji: spaces.emoji,
      isArchived: spaces.isArchived,
      whoPosts: sql<'members' | 'staff'>`coalesce(${spaces.settings}->>'whoPosts', 'members')`,
    })
    .from(spaces)
    .where(isOpen(shelf))

/** What lies in a space, as everyone who may see it sees it. A file shows while it is there. */
const listed = (db: Db, condition: SQL, order: SQL, limit: number) =>
  db
    .select({
      id: resources.id,
      parentId: resources.parentId,
      kind: resources.kind,
      title: resources.title,
      description: resources.description,
      url: resources.url,
      pictureUrl: resources.pictureUrl,
      createdAt: resources.createdAt,
      updatedAt: resources.updatedAt,
      author: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
      file: fileColumns,
      items: sql<number>`case when ${resources.kind} = 'folder' then (
        select count(*)::int from ${resources} inside
        left join ${files} held on held.id = inside.file_id
        where inside.parent_id = ${resources.id} and (inside.file_id is null
          or (held.finished_at is not null and held.released_at is null)))
        else 0 end`,
    })
    .from(resources)
    .innerJoin(spaces, sql`${spaces.id} = ${resources.spaceId}`)
    .innerJoin(profiles, sql`${profiles.id} = ${resources.authorId}`)
    .leftJoin(files, sql`${files.id} = ${resources.fileId} and ${isThere}`)
    .where(and(condition, sql`(${resources.fileId} is null or ${files.id} is not null)`))
    .orderBy(order)
    .limit(limit)
export type ResourceRow = Awaited<ReturnType<typeof listed>>[number]

/** A page of a folder in the order of the staff, with one row too many if there is a next. */
export const resourcesIn = (
  db: Db,
  shelf: Shelf,
  { folder, after }: { folder: string | null; after: string | null },
) =>
  listed(
    db,
    sql`${isOpen(shelf)} and ${liesIn(folder)} and ${past(after, sql`${resources.sortOrder}`, 'sort_order')}`,
    sql`${resources.sortOrder}, ${resources.id}`,
    PAGE + 1,
  )

/** What lies in a folder; in none, in the space itself. */
export const liesIn = (folder: string | null): SQL =>
  folder ? sql`${resources.parentId} = ${folder}::uuid` : sql`${resources.parentId} is null`

/** Rows after the cursor's, by a comparison of rows. */
const past = (after: string | null, by: SQL, last: string): SQL =>
  after
    ? sql`(${by}, ${resources.id}) > (
        (select ${sql.raw(last)} from ${resources} last where last.id = ${after}::uuid), ${after}::uuid)`
    : sql`true`

/** One thing that is no folder. */
export const findResource = (db: Db, shelf: Shelf, id: string) =>
  listed(
    db,
    sql`${isOpen(shelf)} and ${resources.id} = ${id}::uuid and ${resources.kind} <> 'folder'`,
    sql`${resources.id}`,
    1,
  )

/** One thing, folder or not, for those who change it. */
export const findAny = (db: Db, shelf: Shelf, id: string) =>
  listed(db, sql`${isOpen(shelf)} and ${resources.id} = ${id}::uuid`, sql`${resources.id}`, 1)

/** Everything in a space whose words hold what was typed, by title. */
export const searchIn = (
  db: Db,
  shelf: Shelf,
  { q, after }: { q: string; after: string | null },
) => {
  return listed(
    db,
    sql`${isOpen(shelf)} and ${matches(q)}
      and ${past(after, sql`lower(${resources.title})`, 'lower(title)')}`,
    sql`lower(${resources.title}), ${resources.id}`,
    PAGE + 1,
  )
}

/** Whether the words of a thing hold what was typed. */
export function matches(q: string): SQL {
  const typed = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(${q !== ''} and (${resources.title} ilike ${typed}
    or ${resources.description} ilike ${typed} or ${resources.url} ilike ${typed}
    or exists (select 1 from ${files} named where named.id = ${resources.fileId}
      and named.file_name ilike ${typed})))`
}

/**
 * A folder and those around it, outermost first; no rows where there is no such folder.
 * @param folder an id, or the query that gives it
 */
export const trailTo = (db: Db, shelf: Shelf, folder: string | null | SQL) =>
  db.execute<{ id: string; title: string; author: { username: string } }>(sql`
    with recursive up(id, title, parent_id, space_id, author_id, height) as (
      select id, title, parent_id, space_id, author_id, 0 from ${resources}
      where id = ${typeof folder === 'object' && folder ? sql`(${folder})` : sql`${folder}::uuid`}
        and kind = 'folder'
      union all
      select around.id, around.title, around.parent_id, around.space_id, around.author_id,
        up.height + 1
      from ${resources} around join up on around.id = up.parent_id where up.height < 50
    )
    select up.id, up.title, json_build_object('username', ${profiles.username}) as author
    from up join ${spaces} on ${spaces.id} = up.space_id
    join ${profiles} on ${profiles.id} = up.author_id
    where ${isOpen(shelf)} order by up.height desc`)

/** The folder that something lies in, for `trailTo`. */
export const folderOf = (id: string): SQL =>
  sql`select ${resources.parentId} from ${resources} where ${resources.id} = ${id}::uuid`

/** The captions of a thing that is a video or a sound. */
export const captionsOf = (db: Db, shelf: Shelf, id: string) =>
  db
    .select(fileColumns)
    .from(resources)
    .innerJoin(spaces, sql`${spaces.id} = ${resources.spaceId}`)
    .innerJoin(
      files,
      sql`${files.attachedTo} = ${resources.fileId} and ${files.purpose} = 'captions' and ${isThere}`,
    )
    .where(sql`${isOpen(shelf)} and ${resources.id} = ${id}::uuid`)
    .orderBy(files.id)
    .limit(20)

/**
 * How often things of a space were downloaded, for its staff: by id, those that were at all.
 * @param which of its things, by id or by a condition
 */
export const downloadsIn = (db: Db, { slug, space, asker }: Shelf, which: string[] | SQL) =>
  db
    .select({ id: resources.id, count: sql<number>`sum(${fileDownloads.count})::int` })
    .from(resources)
    .innerJoin(spaces, sql`${spaces.id} = ${resources.spaceId}`)
    .innerJoin(fileDownloads, sql`${fileDownloads.fileId} = ${resources.fileId}`)
    .where(
      sql`${spaces.id} = ${spaceAt(slug, space)} and ${moderatedBy(personOf(asker) ?? NOBODY)}
        and ${Array.isArray(which) ? sql`${resources.id} = any(${uuids(which)})` : which}`,
    )
    .groupBy(resources.id)

/** Whether someone may add to the resource space in scope at this moment. */
export const shelvableBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${spaces.spaceType} = 'resources' and ${writableBy(me)}
  and (${spaces.settings}->>'whoPosts' is distinct from 'staff' or ${moderatedBy(me)}))`

/**
 * Goes first in the batch of every write that changes where things lie in a space: such writes happen
 * one after another, and each next statement sees what the last one left.
 */
export const holdShelf = (db: Db, spaceId: string) =>
  db
    .select({ id: spaces.id })
    .from(spaces)
    .where(sql`${spaces.id} = ${spaceId}::uuid`)
    .for('no key update')
