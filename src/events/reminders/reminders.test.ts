import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { extend, followClocks, freeSeats } from '../upkeep/jobs.ts'
import { remind } from './jobs.ts'
import { soonWords } from './rules.ts'

const db = connect(env)
const now = () => new Date()
const HOUR = 3600_000

const remindersOf = async (who: Person) =>
  (
    await db.execute<{ title: string }>(
      sql`select title from notifications where user_id = ${who.id}::uuid
        and type = 'event_reminder' and cause like 'reminder:%' order by id`,
    )
  ).rows.map(({ title }) => title)

/** Moves an event's plan, and when it was answered, as if all this time had passed. */
const startsIn = (id: string, hours: number, answeredAgo = 72) =>
  db.batch([
    db.execute(sql`update events set starts_at = now() + interval '1 minute' * ${hours * 60 - 0.5}::float8,
      ends_at = now() + interval '1 minute' * ${hours * 60 + 60}::float8 where id = ${id}::uuid`),
    db.execute(sql`update event_rsvps set updated_at = now() - interval '1 hour' * ${answeredAgo}::int
      where event_id = ${id}::uuid`),
  ])

async function awaited(fields: Record<string, unknown> = {}) {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const id = await place.event(place.owner, space, { title: 'Soup', ...fields })
  const path = place.at(`/s/${space}/events/${id}`)
  const ben = await place.join()
  await ben.put(`${path}/rsvp`, { status: 'going' })
  return { place, space, id, path, ben }
}

const tick = () => remind({ db, now: now() })

describe('reminders', () => {
  it('come a day and an hour before, once, whatever ticks come or fail to', async () => {
    const { place, id, path, ben } = await awaited()
    const [ada, owner] = [await place.join('Ada'), place.owner]
    await ada.put(`${path}/rsvp`, { status: 'maybe' })
    await owner.put(`${path}/rsvp`, { status: 'going' })
    await startsIn(id, 25)
    await tick()
    expect(await remindersOf(ben)).toEqual([])
    await startsIn(id, 24)
    await Promise.all([tick(), tick(), tick()])
    await tick()
    expect(await remindersOf(ben)).toEqual(['In a day: Soup'])
    // who holds it is reminded, too; who has not made up their mind is not
    expect(await remindersOf(owner)).toEqual(['In a day: Soup'])
    expect(await remindersOf(ada)).toEqual([])
  })

  it('that were missed come late, the nearest alone', async () => {
    const { id, ben } = await awaited()
    await startsIn(id, 0.5)
    await tick()
    await tick()
    expect(await remindersOf(ben)).toEqual(['In 30 minutes: Soup'])
    await startsIn(id, -0.2)
    await tick()
    expect(await remindersOf(ben)).toHaveLength(1)
  })

  it('are not sent for what was due before one answered, and move with the event', async () => {
    const { id, path, place, ben } = await awaited()
    await startsIn(id, 3, 1)
    await tick()
    expect(await remindersOf(ben)).toEqual([])
    await startsIn(id, 1, 2)
    await tick()
    expect(await remindersOf(ben)).toEqual(['In an hour: Soup'])
    const later = new Date(Date.now() + 30 * 24 * HOUR).toISOString().slice(0, 16)
    await place.owner.patch(path, { startsAt: later, timezone: 'UTC' })
    await tick()
    expect(await remindersOf(ben)).toHaveLength(1)
    await db.execute(
      sql`update events set moved_at = now() - interval '9 days' where id = ${id}::uuid`,
    )
    await startsIn(id, 1)
    await tick()
    expect(await remindersOf(ben)).toEqual(['In an hour: Soup', 'In an hour: Soup'])
  })

  it('are chosen, and not sent of what is cancelled', async () => {
    const { id, path, place, ben } = await awaited()
    expect((await ben.put('/events/reminders', { minutes: [10] })).status).toBe(200)
    expect((await ben.put('/events/reminders', { minutes: [11] })).status).toBe(422)
    await db.execute(sql`update event_reminder_choices set updated_at = now() - interval '1 day'`)
    await startsIn(id, 1)
    await tick()
    expect(await remindersOf(ben)).toEqual([])
    await place.owner.put(`${path}/cancellation`)
    await startsIn(id, 0.1)
    await tick()
    expect(await remindersOf(ben)).toEqual([])
    await db.execute(sql`update events set cancelled_at = null where id = ${id}::uuid`)
    await tick()
    expect(await remindersOf(ben)).toEqual(['In 6 minutes: Soup'])
  })

  it.each([
    [7 * 24, 'In a week'],
    [48, 'In 2 days'],
    [24, 'In a day'],
    [3, 'In 3 hours'],
    [1, 'In an hour'],
    [0.5, 'In 30 minutes'],
    [0.001, 'In 1 minute'],
  ])('%s hours before say %s', (hours, words) => {
    const at = new Date('2026-11-24T10:00:00Z')
    expect(soonWords(new Date(at.getTime() + hours * HOUR), at)).toBe(words)
  })
})

describe('by night and by day', () => {
  it('the seat of who may not come any more goes on', async () => {
    const { place, id, path, ben } = await awaited({ capacity: 1 })
    const ada = await place.join('Ada')
    await ada.put(`${path}/rsvp`, { status: 'going' })
    await place.owner.put(place.at(`/members/${ben.username}/ban`), { content: 'keep' })
    await freeSeats({ env, db, now: now() })
    const { rows } = await db.execute<{ user_id: string }>(
      sql`select user_id from event_rsvps where event_id = ${id}::uuid and status = 'going'`,
    )
    expect(rows).toEqual([{ user_id: ada.id }])
  })

  it('a series goes on, each date once, and instants follow the clocks', async () => {
    const { place, space } = await awaited({ title: 'Daily', rule: 'FREQ=DAILY' })
    const count = async () =>
      (
        await db.execute<{ count: number }>(sql`select count(*)::int as count from events
          join spaces on spaces.id = events.space_id where spaces.slug = ${space}`)
      ).rows[0]?.count
    const many = (await count()) ?? 0
    const soon = new Date(Date.now() + 20 * 24 * HOUR)
    await db.execute(sql`update events set starts_at = starts_at - interval '20 days 1 hour',
      ends_at = ends_at - interval '20 days 1 hour', starts_wall = starts_wall - interval '20 days 1 hour',
      recurrence_wall = recurrence_wall - interval '20 days 1 hour', ends_wall = ends_wall - interval '20 days 1 hour'
      where space_id = (select id from spaces where slug = ${space})`)
    await Promise.all([extend({ env, db, now: soon }), extend({ env, db, now: soon })])
    expect(await count()).toBeGreaterThan(many)
    const twice = await db.execute(sql`select recurrence_wall from events
      join spaces on spaces.id = events.space_id where spaces.slug = ${space}
      group by 1 having count(*) > 1`)
    expect(twice.rows).toEqual([])
    const path = place.at(`/s/${space}`)
    const { calendar } = await place.owner.json<{ calendar: { cards: { id: string }[] } }>(path)
    const id = calendar.cards[0]?.id ?? ''
    const off = sql`update events set starts_at = starts_at + interval '1 hour',
      ends_at = ends_at + interval '1 hour' where id = ${id}::uuid`
    const startOf = async () =>
      (
        await db.execute<{ wall: string; at: string }>(sql`select starts_wall::text as wall,
          (starts_at at time zone timezone)::text as at from events where id = ${id}::uuid`)
      ).rows[0]
    await db.execute(off)
    await followClocks({ env, db, now: now() })
    const then = await startOf()
    expect(then?.at).toBe(then?.wall)
  })
})
