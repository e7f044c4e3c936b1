import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, inDays, type Person } from '../../../tests/community.ts'
import { heldFor } from '../../../tests/held.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

type Row = {
  id: string
  title: string
  starts: string
  series_id: string | null
  recurrence: string | null
  cancelled: boolean
  deleted: boolean
}

/** All events of a space, in order. */
const rowsIn = async (space: string): Promise<Row[]> =>
  (
    await db.execute<Row>(sql`select events.id, title, series_id,
      to_char(starts_wall, 'YYYY-MM-DD"T"HH24:MI') as starts,
      to_char(recurrence_wall, 'YYYY-MM-DD"T"HH24:MI') as recurrence,
      cancelled_at is not null as cancelled, events.deleted_at is not null as deleted
      from events join spaces on spaces.id = events.space_id where spaces.slug = ${space}
      order by starts_wall, events.id`)
  ).rows

const noticesOf = async (who: Person) =>
  (
    await db.execute<{ title: string }>(
      sql`select title from notifications where user_id = ${who.id}::uuid
        and type = 'event_reminder' order by id`,
    )
  ).rows.map(({ title }) => title)

const plus = (wall: string, days: number, time = wall.slice(11)) =>
  `${new Date(Date.parse(`${wall.slice(0, 10)}T00:00Z`) + days * 24 * 3600_000).toISOString().slice(0, 10)}T${time}`

async function weekly() {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const start = inDays(3)
  await place.event(place.owner, space, { startsAt: start, rule: 'FREQ=WEEKLY;COUNT=5' })
  const rows = await rowsIn(space)
  const at = (index: number) => place.at(`/s/${space}/events/${rows[index]?.id}`)
  const change = async (index: number, fields: object) => {
    const answer = await place.owner.patch(at(index), fields)
    expect(answer.status, await answer.clone().text()).toBe(200)
    return rowsIn(space)
  }
  return { place, space, start, rows, at, change }
}

describe('an event', () => {
  it('is planned once, in the zone of its host, as a draft or for all', async () => {
    const place = await community()
    const space = await place.space({ spaceType: 'events' })
    const ben = await place.join()
    const id = crypto.randomUUID()
    const fields = {
      ...{ id, title: 'Soup', startsAt: '2031-07-01T12:00', timezone: 'America/New_York' },
      ...{ linkUrl: 'meet.test/soup', eventType: 'online' },
    }
    const twice = await Promise.all(
      [1, 2].map(() => ben.post(place.at(`/s/${space}/events`), fields)),
    )
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
    expect(await rowsIn(space)).toHaveLength(1)
    const path = place.at(`/s/${space}/events/${id}`)
    const { event } = await ben.json<{ event: object }>(path)
    expect(event).toMatchObject({
      ...{
        startsAt: '2031-07-01T16:00:00.000Z',
        endsAt: '2031-07-01T17:00:00.000Z',
        isDraft: true,
      },
    })
    const ada = await place.join('Ada')
    await ada.put(place.at(`/s/${space}/follow`))
    expect((await ada.get(path)).status).toBe(404)
    expect((await ada.put(`${path}/publication`)).status).toBe(404)
    expect((await ben.put(`${path}/publication`)).status).toBe(200)
    expect((await ben.put(`${path}/publication`)).status).toBe(200)
    const page = await ada.json<{ event: { talk: { href: string } }; mine: { link: null } }>(path)
    expect(page.mine.link).toBeNull()
    expect(JSON.stringify(page)).not.toContain('meet.test')
    // it is talked about by a post, of which followers are told
    const { post } = await ada.json<{ post: { html: string } }>(page.event.talk.href)
    expect(post.html).toContain(path)
    const told = await db.execute(sql`select 1 from notifications where user_id = ${ada.id}::uuid
      and type = 'new_post'`)
    expect(told.rows).toHaveLength(1)
    await ada.put(`${path}/rsvp`, { status: 'going' })
    expect((await ada.json<{ mine: object }>(path)).mine).toMatchObject({
      link: 'https://meet.test/soup',
    })
    await ada.put(`${path}/rsvp`, { status: 'maybe' })
    expect((await ada.json<{ mine: object }>(path)).mine).toMatchObject({ link: null })
  })

  it.each([
    [{ title: '' }, 'title'],
    [{ startsAt: 'soon' }, 'startsAt'],
    [{ startsAt: '2031-02-30T10:00' }, 'startsAt'],
    [{ endsAt: '2031-01-01T09:00' }, 'endsAt'],
    [{ timezone: 'Europe/Atlantis' }, 'timezone'],
    [{ capacity: 0 }, 'capacity'],
    [{ linkUrl: 'javascript:alert(1)' }, 'linkUrl'],
    [{ rule: 'FREQ=SECONDLY' }, 'rule'],
  ])('%o is refused beside its field', async (wrong, field) => {
    const place = await once()
    const fields = { title: 'Soup', startsAt: '2031-01-01T10:00', timezone: 'Europe/Berlin' }
    const answer = await place.owner.post(place.at('/s/dates/events'), { ...fields, ...wrong })
    expect(answer.status).toBe(422)
    const { errors } = await answer.json<{ errors: Record<string, string> }>()
    expect(Object.keys(errors)).toContain(field)
  })

  it('tells those who come when it moves or is cancelled, once, and says when', async () => {
    const place = await community()
    const space = await place.space({ spaceType: 'events' })
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    const path = place.at(
      `/s/${space}/events/${await place.event(place.owner, space, { title: 'Soup' })}`,
    )
    await ben.put(`${path}/rsvp`, { status: 'going' })
    await ada.put(`${path}/rsvp`, { status: 'not_going' })
    await place.owner.patch(path, { description: 'Other words.' })
    expect(await noticesOf(ben)).toEqual([])
    await place.owner.patch(path, { startsAt: inDays(9) })
    const ends = await ben.json<{ event: { startsAt: string; endsAt: string } }>(path)
    expect(Date.parse(ends.event.endsAt) - Date.parse(ends.event.startsAt)).toBe(3600_000)
    expect((await ben.put(`${path}/cancellation`)).status).toBe(403)
    expect((await place.owner.put(`${path}/cancellation`)).status).toBe(200)
    expect((await place.owner.put(`${path}/cancellation`)).status).toBe(409)
    expect((await place.owner.delete(`${path}/cancellation`)).status).toBe(200)
    expect(await noticesOf(ben)).toEqual([
      ...['Soup has moved', 'Soup is cancelled', 'Soup takes place'],
    ])
    expect(await noticesOf(ada)).toEqual([])
  })
})

let one: Promise<Awaited<ReturnType<typeof community>>> | undefined
const once = () => {
  one ??= community().then(async (place) => {
    await place.space({ slug: 'dates', spaceType: 'events' })
    return place
  })
  return one
}

describe('a series', () => {
  it('is made of events of its own', async () => {
    const { rows, start } = await weekly()
    expect(rows.map(({ starts }) => starts)).toEqual(
      [0, 7, 14, 21, 28].map((days) => plus(start, days)),
    )
    expect(new Set(rows.map(({ series_id: id }) => id)).size).toBe(1)
  })

  it('changes one alone, which then keeps what is its own', async () => {
    const { change, place, at, start } = await weekly()
    const ben = await place.join()
    await ben.put(`${at(1)}/rsvp`, { status: 'going' })
    const moved = plus(start, 8, '15:00')
    const then = await change(1, { title: 'Special', startsAt: moved })
    expect(then.map(({ title }) => title)).toEqual([
      ...['An event', 'Special', 'An event', 'An event', 'An event'],
    ])
    expect(then[1]).toMatchObject({ starts: moved, recurrence: plus(start, 7) })
    // the rest changes around it, and its guest stays
    const all = await change(0, { title: 'Soup', startsAt: plus(start, 0, '18:00'), scope: 'all' })
    expect(all.map(({ title }) => title)).toEqual(['Soup', 'Special', 'Soup', 'Soup', 'Soup'])
    expect(all.map(({ starts }) => starts)).toEqual([
      ...[plus(start, 0, '18:00'), moved],
      ...[14, 21, 28].map((days) => plus(start, days, '18:00')),
    ])
    expect(all[1]?.recurrence).toBe(plus(start, 7, '18:00'))
    expect((await ben.json<{ mine: object }>(at(1))).mine).toMatchObject({
      answer: { status: 'going' },
    })
    expect(await noticesOf(ben)).toHaveLength(1)
  })

  it('parts where those that follow are changed, and each guest stays with their date', async () => {
    const { change, place, at, start } = await weekly()
    const ben = await place.join()
    await ben.put(`${at(3)}/rsvp`, { status: 'going' })
    const then = await change(2, { startsAt: plus(start, 15, '09:00'), scope: 'following' })
    expect(then.map(({ starts }) => starts)).toEqual([
      ...[start, plus(start, 7)],
      ...[15, 22, 29].map((days) => plus(start, days, '09:00')),
    ])
    expect(new Set(then.map(({ series_id: id }) => id)).size).toBe(2)
    const rules = await db.execute<{ rule: string }>(sql`select rule from event_series
      where id in (${then[0]?.series_id}::uuid, ${then[4]?.series_id}::uuid) order by id`)
    expect(rules.rows.map(({ rule }) => rule)).toEqual([
      `FREQ=WEEKLY;UNTIL=${plus(start, 7).replace(/[-:]/g, '')}00`,
      'FREQ=WEEKLY;COUNT=3',
    ])
    expect((await ben.json<{ mine: object }>(at(3))).mine).toMatchObject({
      answer: { status: 'going' },
    })
    expect(await noticesOf(ben)).toEqual(['An event has moved'])
  })

  it('drops what a new rule has no time for: awaited ones are cancelled, others go', async () => {
    const { change, place, at, start } = await weekly()
    const ben = await place.join()
    await ben.put(`${at(1)}/rsvp`, { status: 'going' })
    const then = await change(0, { rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4', scope: 'all' })
    const shown = then.filter(({ deleted }) => !deleted)
    expect(shown.map(({ starts, cancelled }) => [starts, cancelled])).toEqual([
      ...[
        [start, false],
        [plus(start, 7), true],
        [plus(start, 14), false],
      ],
      ...[
        [plus(start, 28), false],
        [plus(start, 42), false],
      ],
    ])
    expect(await noticesOf(ben)).toEqual(['An event is cancelled'])
  })

  it('takes one of two changes at once, and says so to the other', async () => {
    const { place, rows, at } = await weekly()
    const change = (title: string) => place.owner.patch(at(1), { title, scope: 'following' })
    const all = sql`select from events where series_id = ${rows[0]?.series_id}::uuid for update`
    const both = await heldFor(all, 2, () => Promise.all(['One', 'Two'].map(change)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is cancelled and deleted from one on', async () => {
    const { place, space, at } = await weekly()
    await place.owner.put(`${at(3)}/cancellation`, { scope: 'following' })
    await place.owner.delete(at(1), { scope: 'this' })
    const then = await rowsIn(space)
    expect(then.map(({ cancelled }) => cancelled)).toEqual([false, false, false, true, true])
    expect(then.map(({ deleted }) => deleted)).toEqual([false, true, false, false, false])
  })
})
