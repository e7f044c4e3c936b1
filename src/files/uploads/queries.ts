import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { moderatedBy, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { placeOf } from '../queries.ts'
import { PART } from '../rules.ts'
import { type FileMetadata, fileParts, files } from '../tables.ts'
import type { Spot } from '../videos/rules.ts'

const isBeforeLast = sql`${fileParts.part}::bigint * ${PART} < ${files.fileSize}`

/**
 * One's own upload with the offset at which its next bytes belong. The last part counts only when
 * the file is finished: a client whose last answer was lost sends it again, and so finishes it.
 */
export const findUpload = (db: Db, id: string, me: string | null) =>
  db
    .select({
      id: files.id,
      purpose: files.purpose,
      spaceId: files.spaceId,
      replaces: files.replaces,
      fileName: files.fileName,
      fileType: files.fileType,
      fileSize: files.fileSize,
      r2Key: files.r2Key,
      r2Url: files.r2Url,
      metadata: files.metadata,
      uploadId: files.uploadId,
      touchedAt: files.touchedAt,
      finishedAt: files.finishedAt,
      place: placeOf,
      /** behind its last part, if it is a film */
      spot: sql<Spot | null>`(select ${fileParts.spot} from ${fileParts}
        where ${fileParts.fileId} = ${files.id} and ${isBeforeLast}
        order by ${fileParts.part} desc limit 1)`,
      offset: sql<number>`(case when ${files.finishedAt} is not null then ${files.fileSize} else (
        select coalesce(sum(${fileParts.size}), 0) from ${fileParts}
        where ${fileParts.fileId} = ${files.id} and ${isBeforeLast}
      ) end)::float8`,
    })
    .from(files)
    .where(
      sql`${files.id} = ${id}::uuid and ${files.uploaderId} = ${me}::uuid
        and ${files.releasedAt} is null`,
    )
export type UploadRow = Awaited<ReturnType<typeof findUpload>>[number]

/** Notes a part that R2 has. Nothing if the upload is over, or goes on under another of R2's names. */
export const insertPart = (
  db: Db,
  { id, uploadId }: { id: string; uploadId: string },
  part: { number: number; size: number; etag: string; spot: Spot | null },
) =>
  db.execute<{ part: number }>(sql`
    with held as (
      update ${files} set upload_id = ${uploadId}, touched_at = now()
      where ${files.id} = ${id}::uuid and ${files.finishedAt} is null and ${files.releasedAt} is null
        and coalesce(${files.uploadId}, ${uploadId}) = ${uploadId}
      returning ${files.id}
    )
    insert into ${fileParts} (file_id, part, size, etag, spot)
    select held.id, ${part.number}::int, ${part.size}::int, ${part.etag},
      ${part.spot && JSON.stringify(part.spot)}::jsonb from held
    on conflict (file_id, part) do update
      set size = excluded.size, etag = excluded.etag, spot = excluded.spot
    returning part`)

export const partsOf = (db: Db, id: string) =>
  db
    .select({ part: fileParts.part, etag: fileParts.etag, size: fileParts.size })
    .from(fileParts)
    .where(sql`${fileParts.fileId} = ${id}::uuid`)
    .orderBy(fileParts.part)

export type Read = { fileType: string; fileSize: number; metadata: FileMetadata }

/**
 * Ends an upload with what was read from its bytes, if its place still takes files of this person.
 * @param takes what a room above says of that, of a row of `files`
 */
export const finishUpload = (
  db: Db,
  { id, r2Key }: Pick<UploadRow, 'id' | 'r2Key'>,
  me: string,
  read: Read,
  takes = sql`true`,
) =>
  db
    .update(files)
    .set({ ...read, r2Key, uploadId: null, finishedAt: sql`now()` })
    .where(sql`${files.id} = ${id}::uuid and ${pendingOf(me)} and ${takes}`)
    .returning({ id: files.id })

/**
 * Ends an upload that replaces another file: its bytes take that file's place, and its row takes over
 * the bytes that were there. They count and stay like those of a deleted file, until they go.
 */
export const replaceFile = (db: Db, upload: UploadRow, me: string, read: Read) =>
  db.execute<{ id: string }>(sql`
    with pair as (
      select ${files.id}, ${files.r2Key}, ${files.fileSize}, fresh.id as fresh_id
      from ${files} join ${files} fresh on fresh.id = ${upload.id}::uuid
        and fresh.uploader_id = ${me}::uuid and fresh.finished_at is null
        and fresh.released_at is null and fresh.space_id = ${files.spaceId}
      where ${files.id} = ${upload.replaces}::uuid and ${files.purpose} = 'resource'
        and ${files.releasedAt} is null
        and ${inSpace(sql`${writableBy(me)}
          and (${files.uploaderId} = ${me}::uuid or ${moderatedBy(me)})`)}
      for update of ${files}, fresh
    ), left_over as (
      update ${files} set r2_key = pair.r2_key, file_size = pair.file_size, upload_id = null,
        finished_at = now(), released_at = now()
      from pair where ${files.id} = pair.fresh_id
    )
    update ${files} set file_name = ${upload.fileName}, file_type = ${read.fileType},
      file_size = ${read.fileSize}::bigint, metadata = ${JSON.stringify(read.metadata)}::jsonb,
      r2_key = ${upload.r2Key}, touched_at = now()
    from pair where ${files.id} = pair.id returning ${files.id}`)

/** Ends a pending upload for good: no piece is taken from then on. Gives its id, once. */
export const endClaim = (db: Db, id: string, me: string) =>
  db
    .update(files)
    .set({ releasedAt: sql`now()` })
    .where(
      sql`${files.id} = ${id}::uuid and ${files.uploaderId} = ${me}::uuid
        and ${files.finishedAt} is null and ${files.releasedAt} is null`,
    )
    .returning({ id: files.id })

const inSpace = (condition: SQL): SQL => sql`exists (
  select 1 from ${spaces} where ${spaces.id} = ${files.spaceId} and ${condition})`

const pendingOf = (me: string): SQL => sql`(${files.uploaderId} = ${me}::uuid
  and ${files.finishedAt} is null and ${files.releasedAt} is null
  and (${files.spaceId} is null or ${files.purpose} = 'cover' or ${inSpace(writableBy(me))}))`
