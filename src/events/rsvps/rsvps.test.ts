import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { answer } from './answer/queries.ts'
import { seriesWords } from './rules.ts'
import { holdEvents, isEvent, promote, tellPromoted } from './seats/queries.ts'

const db = connect(env)

type Mine = { status: string; ahead: number }

async function planned(fields: Record<string, unknown> = {}) {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const id = await place.event(place.owner, space, fields)
  const path = place.at(`/s/${space}/events/${id}`)
  return { place, space, id, path }
}

const says = async (who: Person, path: string, status: string): Promise<Mine> =>
  (await who.put(`${path}/rsvp`, { status })).json()

const told = async (cause: string) =>
  (
    await db.execute<{ user_id: string; title: string }>(
      sql`select user_id, title from notifications where cause like ${cause}
        and type = 'event_reminder' order by id`,
    )
  ).rows

const seats = async (id: string) =>
  (
    await db.execute<{ user_id: string; status: string; place: number | null }>(
      sql`select user_id, status, place from event_rsvps where event_id = ${id}::uuid order by place, id`,
    )
  ).rows

describe('answers', () => {
  it('are taken, changed, and say how it stands', async () => {
    const { place, path } = await planned({ capacity: 1 })
    const [ben, ada, cleo] = [await place.join(), await place.join('Ada'), await place.join('Cleo')]
    expect(await says(ben, path, 'maybe')).toEqual({ status: 'maybe', ahead: 0 })
    expect(await says(ben, path, 'going')).toEqual({ status: 'going', ahead: 0 })
    expect(await says(ada, path, 'going')).toEqual({ status: 'waitlist', ahead: 0 })
    expect(await says(cleo, path, 'going')).toEqual({ status: 'waitlist', ahead: 1 })
    // said twice, nobody loses their place
    expect(await says(ada, path, 'going')).toEqual({ status: 'waitlist', ahead: 0 })
    expect(await says(ben, path, 'going')).toEqual({ status: 'going', ahead: 0 })
    const page = await ben.json<{ event: { going: number; waiting: number }; mine: object }>(path)
    expect(page.event).toMatchObject({ going: 1, waiting: 2 })
    expect(page.mine).toMatchObject({ answer: { status: 'going' } })
    // who leaves gives their seat to the next, who is told, once
    expect(await says(ben, path, 'not_going')).toEqual({ status: 'not_going', ahead: 0 })
    await says(ben, path, 'not_going')
    expect((await ada.json<{ mine: object }>(path)).mine).toMatchObject({
      answer: { status: 'going' },
    })
    expect((await told('seat:%')).filter(({ user_id }) => user_id === ada.id)).toHaveLength(1)
    expect((await told('seat:%')).filter(({ user_id }) => user_id === cleo.id)).toHaveLength(0)
    expect(await says(ben, path, 'going')).toEqual({ status: 'waitlist', ahead: 1 })
  })

  it('are for members, while it is open', async () => {
    const { place, space, path } = await planned()
    expect((await guest().put(`${path}/rsvp`, { status: 'going' })).status).toBe(401)
    const other = await community()
    expect((await other.owner.put(`${path}/rsvp`, { status: 'going' })).status).toBe(403)
    const ben = await place.join()
    expect((await ben.put(`${path}/rsvp`, { status: 'waitlist' })).status).toBe(422)
    const draft = await place.event(place.owner, space, { publish: false })
    const at = place.at(`/s/${space}/events/${draft}`)
    expect((await ben.put(`${at}/rsvp`, { status: 'going' })).status).toBe(404)
    expect((await place.owner.put(`${at}/rsvp`, { status: 'going' })).status).toBe(409)
    const past = await place.event(place.owner, space, { startsAt: '2020-01-01T10:00' })
    const gone = place.at(`/s/${space}/events/${past}`)
    expect((await ben.put(`${gone}/rsvp`, { status: 'going' })).status).toBe(409)
    await place.owner.put(`${path}/cancellation`)
    expect((await ben.put(`${path}/rsvp`, { status: 'going' })).status).toBe(409)
  })

  it('go on in order when there are more seats', async () => {
    const { place, id, path } = await planned({ capacity: 1 })
    const people = [await place.join(), await place.join('Ada'), await place.join('Cleo')]
    for (const one of people) await says(one, path, 'going')
    expect((await place.owner.patch(path, { capacity: 2 })).status).toBe(200)
    const now = await seats(id)
    expect(now.find(({ user_id }) => user_id === people[1]?.id)?.status).toBe('going')
    expect(now.find(({ user_id }) => user_id === people[2]?.id)?.status).toBe('waitlist')
    await place.owner.patch(path, { capacity: '' })
    expect((await seats(id)).map(({ status }) => status)).toEqual(['going', 'going', 'going'])
    // fewer seats take none away
    await place.owner.patch(path, { capacity: 1 })
    expect((await seats(id)).map(({ status }) => status)).toEqual(['going', 'going', 'going'])
  })
})

describe('an answer to a series', () => {
  it('is taken for all that follow, seat by seat, and takes none from others', async () => {
    const { place, space, path } = await planned({ capacity: 1, rule: 'FREQ=DAILY;COUNT=4' })
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    const { rows } = await db.execute<{ id: string }>(sql`select events.id from events
      join spaces on spaces.id = events.space_id where spaces.slug = ${space} order by starts_at`)
    const at = rows.map(({ id }) => place.at(`/s/${space}/events/${id}`))
    const [first = '', second = '', third = '', fourth = ''] = at
    expect(first).toBe(path)
    await says(ada, third, 'going')
    const all = (who: Person, where: string, status: string) =>
      who.put(`${where}/rsvp`, { status, following: true })
    expect(await (await all(ben, second, 'going')).json()).toEqual({
      ...{ status: 'going', ahead: 0 },
      all: { events: 3, going: 2, waiting: 1 },
    })
    // twice, and at the same time, is once
    await Promise.all([all(ben, second, 'going'), all(ben, second, 'going')])
    const own = (who: Person) =>
      Promise.all(
        at.map(async (one) => {
          const { mine } = await who.rest().json<{ mine: { answer: Mine | null } }>(one)
          return mine.answer?.status ?? null
        }),
      )
    expect(await own(ben)).toEqual([null, 'going', 'waitlist', 'going'])
    expect(await (await all(ada, first, 'going')).json()).toMatchObject({
      all: { events: 4, going: 2, waiting: 2 },
    })
    const form = { status: 'not_going', following: 'on' }
    const said = await ada.submit(`${third}/rsvp`, form, 'PUT')
    expect(said.status).toBe(303)
    expect(await own(ada)).toEqual(['going', 'waitlist', 'not_going', 'not_going'])
    // what was freed went on, and is told where it was
    expect(await own(ben)).toEqual([null, 'going', 'going', 'going'])
    const seat = await db.execute(sql`select link from notifications
      where user_id = ${ben.id}::uuid and cause like 'seat:%'`)
    expect(seat.rows).toEqual([{ link: third }])
    expect(await ben.page(second)).toContain('Going to all that follow')
    expect(await ben.page(fourth)).not.toContain('all that follow')
  })

  it.each([
    ['going', { events: 3, going: 3, waiting: 0 }, 'You are going to all 3.'],
    [
      'going',
      { events: 3, going: 2, waiting: 1 },
      'You are going to 2 of 3. 1 is full, and you wait there.',
    ],
    ['going', { events: 2, going: 0, waiting: 2 }, 'Of 2, 2 are full, and you wait there.'],
    ['maybe', { events: 1, going: 0, waiting: 0 }, 'Noted: maybe, for the one that is left.'],
  ] as const)('%s for %o is said', (status, count, words) => {
    expect(seriesWords(status, count)).toBe(words)
  })
})

describe('500 at once for 50 seats', () => {
  it('fills each seat once, queues the rest, and gives each freed seat to one', async () => {
    const { place, id } = await planned({ capacity: 50 })
    const ids = await crowd(place, 500)
    await Promise.all(ids.map((me) => write(id, me, 'going')))
    const first = await seats(id)
    expect(count(first)).toEqual({ going: 50, waitlist: 450 })
    const places = first.flatMap((row) => (row.status === 'waitlist' ? [row.place] : []))
    expect(places).toEqual(Array.from({ length: 450 }, (_, at) => at + 1))
    const leaving = first.filter(({ status }) => status === 'going').slice(0, 20)
    // some say so twice
    await Promise.all(
      [...leaving, ...leaving].map(({ user_id }) => write(id, user_id, 'not_going')),
    )
    const then = await seats(id)
    expect(count(then)).toEqual({ going: 50, waitlist: 430, not_going: 20 })
    const next = first.filter(({ status }) => status === 'waitlist').slice(0, 20)
    const isGoing = new Map(then.map((row) => [row.user_id, row.status]))
    expect(next.map(({ user_id }) => isGoing.get(user_id))).toEqual(next.map(() => 'going'))
    const notices = (await told('seat:%')).map(({ user_id }) => user_id)
    const mine = notices.filter((user) => ids.includes(user))
    expect(mine.sort()).toEqual(next.map(({ user_id }) => user_id).sort())
  }, 120_000)
})

const count = (rows: { status: string }[]) =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row.status)].map(([k, v]) => [k, v.length]))

/** The statements of one answer, as its route sends them. */
async function write(id: string, me: string, status: 'going' | 'not_going') {
  const which = isEvent(id)
  await db.batch([
    holdEvents(db, which),
    answer(db, { which, me, status }),
    promote(db, which),
    tellPromoted(db, which, newId()),
  ])
}

/** Members who have never signed in. */
async function crowd({ slug }: Community, many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, newId)
  const list = `{${ids.join(',')}}`
  await db.execute(sql`insert into profiles (id, clerk_id, username, full_name)
    select one, concat('crowd-', one), concat('crowd-', one), 'Someone'
    from unnest(${list}::uuid[]) one`)
  await db.execute(sql`insert into memberships (id, community_id, profile_id, status, joined_at)
    select gen_random_uuid(), communities.id, one, 'active', now()
    from communities, unnest(${list}::uuid[]) one where communities.slug = ${slug}`)
  return ids
}
