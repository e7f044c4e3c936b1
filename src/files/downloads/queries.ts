import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { fileDownloads } from './tables.ts'

/** Counts a download of each of some files, today (UTC). */
export const countDownloads = (db: Db, fileIds: string[]) =>
  db
    .insert(fileDownloads)
    .values(
      fileIds.map((fileId) => ({ fileId, day: sql`(now() at time zone 'utc')::date`, count: 1 })),
    )
    .onConflictDoUpdate({
      target: [fileDownloads.fileId, fileDownloads.day],
      set: { count: sql`${fileDownloads.count} + 1` },
    })
