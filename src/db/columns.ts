import { type SQL, sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'

/** A new id: UUIDv7, so that ids made later sort later. */
export const newId = (): string => v7()

/** Primary key, made in the app so that one batch can write rows that refer to each other. */
export const id = () => uuid().primaryKey().$defaultFn(newId)

/** An instant, UTC, read and written as Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' })

/** What a clock on the wall shows, in no zone: `2026-03-29T10:00`. */
export const wallClock = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp(0)',
  fromDriver: (text) => text.slice(0, 16).replace(' ', 'T'),
})

export const createdAt = () => instant().notNull().defaultNow()

export const updatedAt = () => instant().notNull().defaultNow()

/** A new UUIDv7 for each row of an `insert … select`: this moment's time, the rest random. */
export const newIdPerRow = (): SQL<string> =>
  sql<string>`(left(${newId()}, 15) || right(gen_random_uuid()::text, 21))::uuid`

/** An id that no row has: where a question is asked in the name of no one. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Validated ids as one parameter: the driver would spread an array over many. */
export const uuids = (ids: string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`

/**
 * Keeps the table names of columns in an SQL field: a select from one table would strip them, and a
 * subquery's `id` would then be the wrong one.
 */
export const qualified = <T>(field: SQL<T>): SQL<T> => sql<T>`${field}`
