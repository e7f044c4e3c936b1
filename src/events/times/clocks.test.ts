import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

type Change = { at: number; before: number; after: number }
type Row = { id: string; wall: string; at: number; plain: number }

const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 16)
const DAY = 24 * 3600
const QUARTER = 900

/** When the clocks of a zone are changed in a year, in seconds, as Postgres knows it. */
const changesOf = async (zone: string): Promise<Change[]> =>
  (
    await db.execute<Change>(sql`
      with hours as (
        select at, extract(epoch from (at at time zone ${zone}) - (at at time zone 'UTC'))::int as ahead
        from generate_series('2031-01-01Z'::timestamptz, '2031-12-31Z', '30 minutes') at)
      select extract(epoch from at)::int as at, was as before, ahead as after
      from (select *, lag(ahead) over (order by at) as was from hours) change
      where was <> ahead order by at`)
  ).rows

let one: Promise<{ place: Community; space: string }> | undefined
const home = () => {
  one ??= community().then(async (place) => ({
    place,
    space: await place.space({ spaceType: 'events' }),
  }))
  return one
}

/** Three days of a daily event, the second of them the one on which clocks are changed. */
async function around(wall: number, timezone: string): Promise<Row[]> {
  const { place, space } = await home()
  const id = await place.event(place.owner, space, {
    ...{ startsAt: iso(wall - DAY), timezone, rule: 'FREQ=DAILY;COUNT=3' },
  })
  const { rows } = await db.execute<Row>(sql`
    select id, to_char(starts_wall, 'YYYY-MM-DD"T"HH24:MI') as wall,
      extract(epoch from starts_at)::int as at,
      extract(epoch from starts_wall at time zone timezone)::int as plain
    from events where series_id = (select series_id from events where id = ${id}::uuid)
    order by starts_wall`)
  return rows
}

describe('an event on the day on which clocks are changed', () => {
  it.each([
    ...['Europe/Berlin', 'Europe/London', 'Europe/Lisbon', 'America/New_York'],
    ...['America/Los_Angeles', 'America/St_Johns', 'America/Havana', 'America/Santiago'],
    ...['Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham'],
  ])('in %s keeps its time on the wall, and has one instant', async (zone) => {
    const changes = await changesOf(zone)
    expect(changes.map(({ before, after }) => after > before).sort()).toEqual([false, true])
    for (const { at, before, after } of changes) {
      // a quarter past: of an hour that is skipped, or of one that comes twice
      const wall = at + Math.min(before, after) + QUARTER
      const [dayBefore, dayOf, dayAfter] = await around(wall, zone)
      expect([dayBefore, dayOf, dayAfter].map((row) => row?.wall)).toEqual(
        [-DAY, 0, DAY].map((days) => iso(wall + days)),
      )
      expect([dayBefore?.at, dayAfter?.at]).toEqual([dayBefore?.plain, dayAfter?.plain])
      // skipped: as much later as was skipped; twice: the first
      const first = after > before ? at + QUARTER : at + QUARTER - (before - after)
      expect(dayOf?.at, iso(wall)).toBe(first)
      // so a reminder is due a real day, and a real hour, before it begins
      const { place, space } = await home()
      type Page = { event: { startsAt: string } }
      const path = place.at(`/s/${space}/events/${dayOf?.id}`)
      const { event } = await place.owner.json<Page>(path)
      expect(Date.parse(event.startsAt)).toBe(first * 1000)
    }
  })
})
