import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { inSpaceOf, isRunBy } from '../access/queries.ts'
import { type At, isAt } from '../queries.ts'
import { eventRsvps } from '../rsvps/tables.ts'
import { events } from '../tables.ts'
import { type GuestQuery, PAGE } from './rules.ts'

/** More than any list that is taken away as a file. */
const MOST = 20_000

const guests = (db: Db, at: At & { asker: string }, more: SQL, order: SQL, limit: number) =>
  db
    .select({
      id: eventRsvps.id,
      status: eventRsvps.status,
      place: eventRsvps.place,
      checkedInAt: eventRsvps.checkedInAt,
      answeredAt: eventRsvps.updatedAt,
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
    })
    .from(eventRsvps)
    .innerJoin(events, sql`${events.id} = ${eventRsvps.eventId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .innerJoin(
      profiles,
      sql`${profiles.id} = ${eventRsvps.userId} and ${profiles.deletedAt} is null`,
    )
    .where(sql`${isAt(at)} and ${isRunBy(at.asker)} and ${more}`)
    .orderBy(order)
    .limit(limit)
export type GuestRow = Awaited<ReturnType<typeof guests>>[number]

/** A page of guests by name, those who wait in their order; for those who hold the event. */
export const guestsOf = (db: Db, at: At & { asker: string }, { q, status, after }: GuestQuery) => {
  const typed = `%${plain(q).replace(/[\\%_]/g, '\\$&')}%`
  const by = sql`coalesce(${eventRsvps.place}, 0), lower(${profiles.fullName}), ${eventRsvps.id}`
  const past = after
    ? sql`(${by}) > (select coalesce(last.place, 0), lower(who.full_name), last.id
        from ${eventRsvps} last join ${profiles} who on who.id = last.user_id
        where last.id = ${after}::uuid)`
    : sql`true`
  const matches = q
    ? sql`(${plainly(profiles.fullName)} like ${typed} or ${profiles.username} like ${typed})`
    : sql`true`
  const where = sql`${eventRsvps.status} = ${status}::rsvp_status and ${matches} and ${past}`
  return guests(db, at, where, by, PAGE + 1)
}

/** A name as it is typed in haste: `jose` finds José. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

const plainly = (name: SQLWrapper): SQL =>
  sql`lower(regexp_replace(normalize(${name}, NFD), '[\u0300-\u036f]', '', 'g'))`

/** Everyone who has answered. */
export const allGuests = (db: Db, at: At & { asker: string }) =>
  guests(
    db,
    at,
    sql`true`,
    sql`${eventRsvps.status}, coalesce(${eventRsvps.place}, 0), lower(${profiles.fullName})`,
    MOST,
  )

/** How many have answered how, and how many have come. */
export const countGuests = (db: Db, id: string) =>
  db
    .select({
      going: sql<number>`count(*) filter (where ${eventRsvps.status} = 'going')::int`,
      maybe: sql<number>`count(*) filter (where ${eventRsvps.status} = 'maybe')::int`,
      waitlist: sql<number>`count(*) filter (where ${eventRsvps.status} = 'waitlist')::int`,
      not_going: sql<number>`count(*) filter (where ${eventRsvps.status} = 'not_going')::int`,
      here: sql<number>`count(*) filter (where ${eventRsvps.checkedInAt} is not null
        and ${eventRsvps.status} = 'going')::int`,
    })
    .from(eventRsvps)
    .where(sql`${eventRsvps.eventId} = ${id}::uuid`)

/** Notes that a guest has come, once, or takes it back. Gives their answer's id. */
export const setCheckedIn = (
  db: Db,
  { id, username, me }: { id: string; username: string; me: string },
  isHere: boolean,
) =>
  db
    .update(eventRsvps)
    .set({ checkedInAt: isHere ? sql`coalesce(${eventRsvps.checkedInAt}, now())` : null })
    .where(
      sql`${eventRsvps.eventId} = ${id}::uuid and ${eventRsvps.status} = 'going'
        and ${eventRsvps.userId} = (select ${profiles.id} from ${profiles}
          where ${profiles.username} = ${username} and ${profiles.deletedAt} is null)
        and exists (select 1 from ${events} where ${events.id} = ${eventRsvps.eventId}
          and ${inSpaceOf(isRunBy(me))})`,
    )
    .returning({ id: eventRsvps.id })
