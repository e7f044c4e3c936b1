import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { uuids } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { releaseFiles } from '../queries.ts'
import { fileParts, files } from '../tables.ts'
import { PENDING_HOURS } from '../uploads/rules.ts'
import { GRACE_DAYS, UNUSED_DAYS } from './rules.ts'
import { fileSweeps } from './tables.ts'

const hours = (count: number): SQL => sql`interval '1 hour' * ${count}::int`

/**
 * Lets go what nothing needs any more, as far as this room and those below it know: what lies in a
 * closed community, pictures that are shown no longer, attachments that became part of nothing, and
 * captions of a video that is gone.
 */
export const releaseUnneeded = (db: Db) => {
  const old = (days: number) => sql`${files.finishedAt} < now() - ${hours(24 * days)}`
  const shown = sql`case
    when ${files.purpose} = 'avatar' then exists (select 1 from ${profiles}
      where ${profiles.id} = ${files.uploaderId} and ${profiles.avatarUrl} = ${files.r2Url})
    when ${files.spaceId} is null then exists (select 1 from ${communities}
      where ${communities.id} = ${files.communityId}
        and ${files.r2Url} in (${communities.logoUrl}, ${communities.coverUrl}))
    else exists (select 1 from ${spaces}
      where ${spaces.id} = ${files.spaceId} and ${spaces.coverUrl} = ${files.r2Url}) end`
  return releaseFiles(
    db,
    sql`exists (select 1 from ${communities} where ${communities.id} = ${files.communityId}
        and ${communities.deletedAt} is not null)
      or (${files.purpose} in ('avatar', 'logo', 'cover') and ${old(1)} and not ${shown})
      or (${files.purpose} = 'attachment' and ${files.attachedTo} is null and (${old(UNUSED_DAYS)}
        or exists (select 1 from ${profiles} where ${profiles.id} = ${files.uploaderId}
          and ${profiles.deletedAt} is not null)))
      or (${files.purpose} = 'captions' and not exists (select 1 from ${files} video
        where video.id = ${files.attachedTo} and video.released_at is null))`,
  )
}

/** Ends uploads that nobody went on with: from then on no piece is taken. */
export const releaseAbandoned = (db: Db) =>
  db
    .update(files)
    .set({ releasedAt: sql`now()` })
    .where(
      sql`${files.finishedAt} is null and ${files.releasedAt} is null
        and ${files.touchedAt} < now() - ${hours(PENDING_HOURS)}`,
    )
    .returning({ id: files.id })

/** Forgets the parts of finished files, a day later: nobody sends the last one again by then. */
export const dropJoined = (db: Db) =>
  db.execute<{ part: number }>(sql`delete from ${fileParts} using ${files}
    where ${files.id} = ${fileParts.fileId} and ${files.finishedAt} < now() - ${hours(24)}
    returning ${fileParts.part}`)

/** Whose bytes are to go: after the grace time, or at once where they never became a file. */
export const removable = (db: Db, limit: number) =>
  db
    .select({ id: files.id, r2Key: files.r2Key, uploadId: files.uploadId })
    .from(files)
    .where(
      sql`${files.releasedAt} is not null and (${files.finishedAt} is null
        or ${files.releasedAt} < now() - ${hours(24 * GRACE_DAYS)})`,
    )
    .orderBy(files.releasedAt)
    .limit(limit)

/** Removes rows whose bytes are gone. */
export const deleteRows = (db: Db, ids: string[]) =>
  db.delete(files).where(sql`${files.id} = any(${uuids(ids)})`)

const BUCKET = 'files'

/** The key after which the comparison goes on; none at the beginning. */
export const sweepAt = (db: Db) =>
  db
    .select({ cursor: fileSweeps.cursor })
    .from(fileSweeps)
    .where(sql`${fileSweeps.bucket} = ${BUCKET}`)

export const setSweep = (db: Db, cursor: string) =>
  db
    .insert(fileSweeps)
    .values({ bucket: BUCKET, cursor })
    .onConflictDoUpdate({ target: fileSweeps.bucket, set: { cursor } })

const texts = (keys: string[]): SQL =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`

/** Which of some keys no row has. */
export const keysWithoutRow = (db: Db, keys: string[]) =>
  db.execute<{ key: string }>(sql`select key from ${texts(keys)} as listed(key)
    where not exists (select 1 from ${files} where ${files.r2Key} = listed.key)`)

/**
 * Finished files of a stretch of keys that are not among those that R2 has there.
 * @param last the end of the stretch, null for all that follows
 */
export const rowsWithoutKey = (
  db: Db,
  stretch: { after: string; last: string | null; keys: string[] },
  limit: number,
) =>
  db
    .select({ id: files.id, r2Key: files.r2Key })
    .from(files)
    .where(
      sql`${files.r2Key} collate "C" > ${stretch.after}
        and (${stretch.last}::text is null or ${files.r2Key} collate "C" <= ${stretch.last})
        and ${files.finishedAt} < now() - ${hours(24)} and ${files.releasedAt} is null
        and ${files.r2Key} not in ${texts(stretch.keys)}`,
    )
    .limit(limit)
