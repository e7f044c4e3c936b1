import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { fileSweeps } from '../cleaning/tables.ts'
import { isThere, placeOf } from '../queries.ts'
import { files } from '../tables.ts'

const hasNoSum: SQL = sql`not (${files.metadata} ? 'sha256')`

/** A file that is there, and whether its sum is missing. */
export const findSummable = (db: Db, id: string) =>
  db
    .select({
      id: files.id,
      r2Key: files.r2Key,
      purpose: files.purpose,
      attachedTo: files.attachedTo,
      place: placeOf,
      hasNoSum: sql<boolean>`${hasNoSum}`,
    })
    .from(files)
    .where(sql`${files.id} = ${id}::uuid and ${isThere}`)

/** Notes the sum of the bytes under a key, unless the file has others by now. */
export const noteSum = (db: Db, { id, r2Key }: { id: string; r2Key: string }, sha256: string) =>
  db
    .update(files)
    .set({ metadata: sql`${files.metadata} || jsonb_build_object('sha256', ${sha256}::text)` })
    .where(sql`${files.id} = ${id}::uuid and ${files.r2Key} = ${r2Key} and ${hasNoSum}`)
    .returning({ id: files.id })

const SWEEP = 'sums'

/** Some of the files without a sum, behind where the last night ended; the youngest are on their way. */
export const unsummed = (db: Db, limit: number) =>
  db
    .select({ id: files.id })
    .from(files)
    .where(
      sql`${isThere} and ${hasNoSum} and ${files.finishedAt} < now() - interval '1 hour'
        and ${files.id} > coalesce((select nullif(${fileSweeps.cursor}, '')::uuid from ${fileSweeps}
          where ${fileSweeps.bucket} = ${SWEEP}), '00000000-0000-0000-0000-000000000000')`,
    )
    .orderBy(files.id)
    .limit(limit)

/** Has the next night go on behind a file; null from the beginning. */
export const setUnsummed = (db: Db, id: string | null) =>
  db
    .insert(fileSweeps)
    .values({ bucket: SWEEP, cursor: id ?? '' })
    .onConflictDoUpdate({ target: fileSweeps.bucket, set: { cursor: id ?? '' } })
