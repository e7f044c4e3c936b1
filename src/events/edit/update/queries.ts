import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import { events } from '../../tables.ts'
import type { Changes } from '../changes/rules.ts'
import { coHostIds } from '../insert/queries.ts'

/** Validated ids as one parameter: the driver would spread an array over many. */
export const anyOf = (ids: string[]): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`

/** Some events by their ids. */
export const anyOfIds = (ids: string[]): SQL => sql`${events.id} = ${anyOf(ids)}`

type Write = {
  ids: string[]
  /** the one in whose form it was said: it takes all of it, whatever was its own */
  edited: string
  hostId: string
  /** names that become its own, where it alone is changed */
  own: string[]
  allowed: SQL
}

/** Changes what events say; in a series only what an event has not said for itself. */
export const updateWords = (db: Db, { words, coHosts }: Changes, write: Write) => {
  const { ids, edited, hostId, own, allowed } = write
  const set = (name: string, column: SQL, value: SQL) =>
    sql`case when ${events.id} = ${edited}::uuid or not ${name} = any(${events.ownFields})
      then ${value} else ${column} end`
  const { title, description, coverUrl, eventType, location, linkUrl, capacity, guestNames } = words
  const said = <T>(name: string, column: SQL, value: T | undefined, cast: (value: T) => SQL) =>
    value === undefined ? undefined : set(name, column, cast(value))
  const text = (value: string | null) => sql`${value}::text`
  return db
    .update(events)
    .set({
      title: said('title', sql`${events.title}`, title, text),
      description: said('description', sql`${events.description}`, description, text),
      coverUrl: said('coverUrl', sql`${events.coverUrl}`, coverUrl, text),
      location: said('location', sql`${events.location}`, location, text),
      linkUrl: said('linkUrl', sql`${events.linkUrl}`, linkUrl, text),
      eventType: said(
        'eventType',
        sql`${events.eventType}`,
        eventType,
        (v) => sql`${v}::event_type`,
      ),
      capacity: said('capacity', sql`${events.capacity}`, capacity, (v) => sql`${v}::int`),
      guestNames: said(
        'guestNames',
        sql`${events.guestNames}`,
        guestNames,
        (v) => sql`${v}::guest_names`,
      ),
      ...(coHosts && {
        coHostIds: set(
          'coHosts',
          sql`${events.coHostIds}`,
          sql`(select ${coHostIds(coHosts, hostId)} from ${spaces} where ${spaces.id} = ${events.spaceId})`,
        ),
      }),
      ...(own.length && {
        ownFields: sql`array(select distinct unnest(${events.ownFields} || ${`{${own.join(',')}}`}::text[]))`,
      }),
      sequence: sql`${events.sequence} + 1`,
      updatedAt: sql`now()`,
    })
    .where(sql`${events.id} = ${anyOf(ids)} and ${events.deletedAt} is null and ${allowed}`)
    .returning({ id: events.id })
}
