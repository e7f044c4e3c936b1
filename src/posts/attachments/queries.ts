import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { uuids } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import type { AttachedRow } from '../../files/attached/rules.ts'
import { attachFiles, fileColumns, releaseFiles } from '../../files/queries.ts'
import { files } from '../../files/tables.ts'
import { comments } from '../comments/tables.ts'
import { posts } from '../tables.ts'

/**
 * Lets go the attachments of posts and comments that are no longer there, deleted or removed whole,
 * and of comments under such posts. Attachments are of nothing else: what other rooms hang files on
 * has a purpose of its own.
 */
export const releaseOfDeleted = (db: Db) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and ${files.attachedTo} is not null
      and not exists (select 1 from ${posts} where ${posts.id} = ${files.attachedTo}
        and ${posts.deletedAt} is null)
      and not exists (select 1 from ${comments} join ${posts} on ${posts.id} = ${comments.postId}
        where ${comments.id} = ${files.attachedTo}
          and ${comments.deletedAt} is null and ${posts.deletedAt} is null)`,
  )

/**
 * The files that a row lists, in its order, as JSON: those that are part of it and still there.
 * @param of the id and the `attachments` of a post or comment
 */
export const attachedTo = (of: { id: SQLWrapper; attachments: SQLWrapper }) =>
  sql<AttachedRow[]>`case when ${of.attachments} = '[]' then '[]'::json else coalesce((
    select json_agg(json_build_object('id', ${files.id}, 'fileName', ${files.fileName},
      'fileType', ${files.fileType}, 'fileSize', ${files.fileSize}, 'r2Url', ${files.r2Url},
      'metadata', ${files.metadata}, 'alt', listed.one->>'alt', 'captions', ${captionsOf(files.id)})
      order by listed.place)
    from jsonb_array_elements(${of.attachments}) with ordinality listed(one, place)
    join ${files} on ${files.id} = (listed.one->>'id')::uuid
    where ${files.attachedTo} = ${of.id} and ${files.finishedAt} is not null
      and ${files.releasedAt} is null), '[]') end`

const captionsOf = (id: SQLWrapper) => sql`(
  select json_agg(json_build_object('url', said.r2_url, 'name', said.file_name) order by said.id)
  from ${files} said where said.attached_to = ${id} and said.purpose = 'captions'
    and said.finished_at is not null and said.released_at is null)`

/**
 * Those of some files that someone may attach to something (or has attached to it already).
 * @param to the post or comment, if it is there already
 */
export const findAttachable = (db: Db, ids: string[], me: string | null, to?: string) =>
  db
    .select({ ...fileColumns, alt: sql<string>`''`, captions: sql<null>`null` })
    .from(files)
    .where(
      sql`${files.id} = any(${uuids(ids)}) and ${files.uploaderId} = ${me}::uuid
        and ${files.purpose} = 'attachment' and ${files.finishedAt} is not null
        and ${files.releasedAt} is null
        and (${files.attachedTo} is null or ${files.attachedTo} = ${to ?? null}::uuid)`,
    )

/**
 * Lets go the files of a post, or of a comment, that it does not list any more, or that go with it.
 * For the batch that changes or deletes it, after that.
 */
export const releaseLoose = (db: Db, of: typeof posts | typeof comments, id: string) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and ${files.attachedTo} = ${id}::uuid and not exists (
      select 1 from ${of} where ${of.id} = ${id}::uuid and ${of.deletedAt} is null
        and ${of.attachments} @> jsonb_build_array(jsonb_build_object('id', ${files.id})))`,
  )

/** Lets go the files of a post that is deleted, and of what was said under it. After that, in its batch. */
export const releaseOfPost = (db: Db, id: string) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and ${files.attachedTo} in (select ${id}::uuid union all
        select ${comments.id} from ${comments} where ${comments.postId} = ${id}::uuid)
      and exists (select 1 from ${posts} where ${posts.id} = ${id}::uuid
        and ${posts.deletedAt} is not null)`,
  )

/** Lets go what someone attached in a community, if they are banned from it. */
export const releaseOfBanned = (db: Db, communityId: string, authorId: string, isBanned: SQL) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'attachment' and ${files.communityId} = ${communityId}::uuid
      and ${files.uploaderId} = ${authorId}::uuid and ${isBanned}`,
  )

type Whole = { id: string; spaceId: string; me: string }

/**
 * Binds files to what lists them now, and lets go those that it listed before and does not any more.
 * For the batch that writes it, after that.
 * @param had whether it had files before
 */
export const bindFiles = (
  db: Db,
  of: typeof posts | typeof comments,
  { id, spaceId, me }: Whole,
  { now, had }: { now: { id: string }[]; had: boolean },
) => [
  ...(now.length ? [attachFiles(db, { ids: now.map((one) => one.id), me, spaceId, to: id })] : []),
  ...(had ? [releaseLoose(db, of, id)] : []),
]
