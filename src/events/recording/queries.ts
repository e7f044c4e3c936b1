import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { isThere, releaseFiles } from '../../files/queries.ts'
import { files } from '../../files/tables.ts'
import { inSpaceOf, isRunBy } from '../access/queries.ts'
import { events } from '../tables.ts'

type Said = { url: string | null; file: string | null }

/** What an event that has begun was recorded as: a link, or a file that this person has uploaded. */
export const setRecording = (db: Db, id: string, me: string, { url, file }: Said) => {
  const value = sql`coalesce((select ${files.r2Url} from ${files} where ${files.id} = ${file}::uuid
    and ${files.purpose} = 'event' and ${files.spaceId} = ${events.spaceId} and ${isThere}
    and ${files.uploaderId} = ${me}::uuid), ${url}::text)`
  return change(db, id, me, value, sql`${value} is not null`)
}

export const clearRecording = (db: Db, id: string, me: string) =>
  change(db, id, me, sql`null`, sql`true`)

const change = (db: Db, id: string, me: string, recordingUrl: SQL, condition: SQL) =>
  db
    .update(events)
    .set({ recordingUrl, updatedAt: sql`now()` })
    .where(
      sql`${events.id} = ${id}::uuid and ${events.deletedAt} is null and ${events.startsAt} <= now()
        and ${events.cancelledAt} is null and ${inSpaceOf(isRunBy(me))} and ${condition}`,
    )
    .returning({ recordingUrl: events.recordingUrl })

/** What is known of the file that an event was recorded as, if it is one of ours. */
export const recordingOf = (db: Db, eventId: string) =>
  db
    .select({
      id: files.id,
      fileName: files.fileName,
      fileType: files.fileType,
      fileSize: files.fileSize,
      r2Url: files.r2Url,
      metadata: files.metadata,
    })
    .from(events)
    .innerJoin(files, sql`${files.r2Url} = ${events.recordingUrl} and ${files.releasedAt} is null`)
    .where(sql`${events.id} = ${eventId}::uuid`)
    .limit(1)

/** Lets go files of events that no event shows any more, a week after they came. */
export const releaseUnshown = (db: Db) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'event' and ${files.finishedAt} < now() - interval '7 days'
      and not exists (select 1 from ${events} where ${events.spaceId} = ${files.spaceId}
        and ${events.deletedAt} is null
        and ${files.r2Url} in (${events.coverUrl}, ${events.recordingUrl}))`,
  )
