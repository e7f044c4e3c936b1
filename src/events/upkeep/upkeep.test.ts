import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { extend, followClocks, forgetLost, freeSeats } from './jobs.ts'

const db = connect(env)
const at = (now = new Date()) => ({ env, db, now })
const HOUR = 3600_000

async function eventsPlace() {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const make = (fields: Record<string, unknown>) => place.event(place.owner, space, fields)
  return { place, space, make, path: (id: string) => place.at(`/s/${space}/events/${id}`) }
}

const answersTo = async (ids: string[]) =>
  (
    await db.execute<{ event: string; who: string; status: string }>(sql`
      select event_id as event, user_id as who, status from event_rsvps
      where event_id in ${ids} and status <> 'not_going' order by event_id, user_id`)
  ).rows

describe('by night and by day', () => {
  it('the seats of who may not come any more go on, of all events in one tick', async () => {
    const { place, make, path } = await eventsPlace()
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    const full = [await make({ title: 'Soup', capacity: 1 }), await make({ capacity: 1 })].sort()
    const open = await make({ title: 'Walk' })
    for (const id of [...full, open]) await ben.put(`${path(id)}/rsvp`, { status: 'going' })
    for (const id of full) await ada.put(`${path(id)}/rsvp`, { status: 'going' })
    await place.owner.put(place.at(`/members/${ben.username}/ban`), { content: 'keep' })
    await Promise.all([freeSeats(at()), freeSeats(at())])
    expect(await answersTo(full)).toEqual(
      full.map((event) => ({ event, who: ada.id, status: 'going' })),
    )
    const told = await db.execute(sql`select link from notifications
      where user_id = ${ada.id}::uuid and cause like 'seat:%' order by link`)
    expect(told.rows).toEqual(full.map((id) => ({ link: path(id) })))
    // nobody waits for it: it keeps until the night
    expect(await answersTo([open])).toHaveLength(1)
    await forgetLost(at())
    expect(await answersTo([open])).toEqual([])
    expect(await answersTo(full)).toHaveLength(2)
  })

  it('all series go on, each date once', async () => {
    const { space, make } = await eventsPlace()
    for (const title of ['Tea', 'Coffee']) await make({ title, rule: 'FREQ=DAILY' })
    const ofPlace = sql`space_id = (select id from spaces where slug = ${space})`
    const counts = async () =>
      (
        await db.execute<{ title: string; count: number; dates: number; where: string }>(sql`
          select title, count(*)::int as count, count(distinct recurrence_wall)::int as dates
          from events where ${ofPlace} group by 1 order by 1`)
      ).rows
    const before = await counts()
    const ago = sql`interval '480 hours 30 minutes'`
    // half an hour beside the usual time: none takes the place of another on the way
    await db.execute(sql`update events set
      starts_at = starts_at - ${ago}, ends_at = ends_at - ${ago},
      starts_wall = starts_wall - ${ago}, ends_wall = ends_wall - ${ago},
      recurrence_wall = recurrence_wall - ${ago} where ${ofPlace}`)
    const soon = new Date(Date.now() + 20 * 24 * HOUR)
    await Promise.all([extend(at(soon)), extend(at(soon))])
    const after = await counts()
    expect(after.map(({ title }) => title)).toEqual(['Coffee', 'Tea'])
    for (const [index, { count, dates }] of after.entries()) {
      expect(count).toBeGreaterThan(before[index]?.count ?? 0)
      expect(dates).toBe(count)
    }
  })

  it('instants follow the clocks, of whatever is off', async () => {
    const { make } = await eventsPlace()
    const ids = [await make({ timezone: 'Europe/London' }), await make({ timezone: 'Asia/Tokyo' })]
    const right = await make({ timezone: 'UTC' })
    await db.execute(sql`update events set starts_at = starts_at + interval '1 hour',
      ends_at = ends_at + interval '1 hour' where id in ${ids}`)
    const states = async () =>
      (
        await db.execute<{ id: string; right: boolean; sequence: number }>(sql`select id, sequence,
          starts_wall = starts_at at time zone timezone as right from events
          where id in ${[...ids, right]}`)
      ).rows
    const stateOf = async (id: string) => (await states()).find((one) => one.id === id)
    const was = (await stateOf(right))?.sequence
    await followClocks(at())
    for (const id of ids) expect(await stateOf(id)).toMatchObject({ right: true, sequence: 1 })
    expect(await stateOf(right)).toMatchObject({ right: true, sequence: was })
  })
})
