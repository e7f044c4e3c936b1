import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/connect.ts'
import type { Stream } from './letter.ts'
import { type Reason, mailSuppressions as stops } from './tables.ts'

/** Whether one of these subjects gets no letters of a stream any more. */
export const stopOf = (db: Db, subjects: string[], stream: Stream) =>
  db
    .select({ reason: stops.reason })
    .from(stops)
    .where(and(inArray(stops.subject, subjects), inArray(stops.stream, [stream, '*'])))
    .limit(1)

/** Writes no more; the first reason stays. */
export const insertStop = (db: Db, subject: string, stream: Stream | '*', reason: Reason) =>
  db.insert(stops).values({ subject, stream, reason }).onConflictDoNothing()

/** Writes again, where it was the person's own wish that ended it. */
export const deleteStop = (db: Db, subject: string, stream: Stream) =>
  db
    .delete(stops)
    .where(
      and(eq(stops.subject, subject), eq(stops.stream, stream), eq(stops.reason, 'unsubscribed')),
    )

/** What someone has stopped. */
export const stopsOf = (db: Db, profileId: string | null) =>
  db
    .select({ stream: stops.stream, reason: stops.reason })
    .from(stops)
    .where(sql`${stops.subject} = ${`profile:${profileId}`}`)
