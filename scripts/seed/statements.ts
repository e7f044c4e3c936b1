import { type Query, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import pg from 'pg'
import { v7 } from 'uuid'
import type { Db } from '../../src/db/connect.ts'

export type Statement = BatchItem<'pg'>

export const DAY = 24 * 3600_000

/** Runs statements in their order: all of them or none. */
export async function run(db: Db, [first, ...rest]: Statement[]): Promise<void> {
  if (first) await db.batch([first, ...rest])
}

type Row = Record<string, string>

/**
 * One statement of the domain for many rows, sent and planned once: its own SQL becomes a function of
 * the transaction, called for each row in their order.
 * @param build gives the statement for a row, whose values are found again among its parameters
 */
export function forEachRow<T extends Row>(
  db: Db,
  rows: T[],
  build: (row: T) => { getQuery(): Query },
): Statement[] {
  const [first] = rows
  if (!first) return []
  const columns = Object.keys(first).map((name) => `${name} text`)
  const values = Object.keys(first).map((name) => `given.${name}`)
  return [
    db.execute(sql`create function pg_temp.for_row(${sql.raw(columns.join())}) returns void
      language sql as ${sql.raw(pg.escapeLiteral(bodyOf(build(first).getQuery(), first)))}`),
    db.execute(sql`select count(*) from (select pg_temp.for_row(${sql.raw(values.join())})
      from ${rowsOf(rows, columns.join())} offset 0) done`),
    db.execute(sql`drop function pg_temp.for_row`),
  ]
}

/** A statement whose parameters are a function's arguments where they are the row's values. */
function bodyOf({ sql: text, params }: Query, row: Row): string {
  const names = Object.keys(row)
  return text.replace(/\$(\d+)/g, (_, number) => {
    const value = params[Number(number) - 1]
    const at = names.findIndex((name) => row[name] === value)
    return at < 0 ? pg.escapeLiteral(String(value)) : `$${at + 1}`
  })
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
