import { type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { v7 } from 'uuid'
import type { Db } from '../../src/db/connect.ts'

export type Statement = BatchItem<'pg'>

export const DAY = 24 * 3600_000

/** Runs statements in their order, as few large transactions. */
export async function run(db: Db, statements: Statement[], size = 500): Promise<void> {
  for (let at = 0; at < statements.length; at += size) {
    const [first, ...rest] = statements.slice(at, at + size)
    if (first) await db.batch([first, ...rest])
  }
}

let places = 0

/** The id of what happened then: ids made later for the same millisecond sort later. */
export const idOf = (at: Date): string => v7({ msecs: at.getTime(), seq: places++ })

/** The time that an id carries. */
export const timeOf = (id: SQL): SQL<Date> =>
  sql`to_timestamp(('x' || translate(left(${id}::text, 13), '-', ''))::bit(48)::bigint / 1000.0)`

/** An id with another time in it. */
export const movedTo = (id: SQL, at: SQL): SQL<string> => sql`(
  overlay(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
  || substr(${id}::text, 14))::uuid`

/** Rows of this program as rows of a query. @param columns such as `id uuid, at timestamptz` */
export const rowsOf = (rows: object[], columns: string): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${sql.raw(columns)})`
