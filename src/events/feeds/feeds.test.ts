import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import Ical from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type Community, community, guest, inDays, type Person } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

/** The events of a calendar, as a reader that is not ours finds them. */
function read(text: string) {
  const all = new Ical.Component(Ical.parse(text)).getAllSubcomponents('vevent')
  return all.map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    title: String(event.getFirstPropertyValue('summary')),
    status: String(event.getFirstPropertyValue('status')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    rule: event.getFirstPropertyValue('rrule')?.toString() ?? null,
    replaces: event.getFirstPropertyValue('recurrence-id')?.toString() ?? null,
    without: event.getAllProperties('exdate').map((one) => String(one.getFirstValue())),
  }))
}

const fetched = async (path: string) => {
  const answer = await guest().get(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  return answer.text()
}

const addressOf = async (who: Person, of: object = {}): Promise<{ id: string; path: string }> =>
  (await who.post('/events/feeds', of)).json()

async function dated(fields: Record<string, unknown> = {}) {
  const place = await community()
  const space = await place.space({ spaceType: 'events', ...fields })
  const event = (more: Record<string, unknown> = {}) => place.event(place.owner, space, more)
  const at = (id: string) => place.at(`/s/${space}/events/${id}`)
  return { place, space, event, at }
}

const idsIn = async (space: string) =>
  (
    await db.execute<{ id: string }>(sql`select events.id from events
      join spaces on spaces.id = events.space_id where spaces.slug = ${space} order by starts_wall`)
  ).rows.map(({ id }) => id)

describe('a calendar of one’s own', () => {
  it('holds what one goes to in every community, and follows what becomes of it', async () => {
    const [one, other] = [await dated(), await dated()]
    const ben = await one.place.join()
    await ben.post(other.place.at('/membership'))
    const [soup, bread] = [
      await one.event({ title: 'Soup', linkUrl: 'https://meet.test/room' }),
      await other.event({ title: 'Bread' }),
    ]
    await one.event({ title: 'Not mine' })
    await ben.put(`${one.at(soup)}/rsvp`, { status: 'going' })
    await ben.put(`${other.at(bread)}/rsvp`, { status: 'maybe' })
    const { path, id } = await addressOf(ben)
    expect((await addressOf(ben)).path).toBe(path)
    const text = await fetched(path)
    expect(
      read(text)
        .map(({ title, status }) => [title, status])
        .sort(),
    ).toEqual([
      ...[
        ['Bread', 'TENTATIVE'],
        ['Soup', 'CONFIRMED'],
      ],
    ])
    expect(text.replace(/\r\n /g, '')).toContain('Join: https://meet.test/room')
    // fetched again, it is the same, and what has changed is known by its number
    expect(await fetched(path)).toBe(text)
    const etag = (await guest().get(path)).headers.get('etag') ?? ''
    expect((await guest().get(path, { 'if-none-match': etag })).status).toBe(304)
    const before = read(text).find(({ title }) => title === 'Soup')
    await one.place.owner.patch(one.at(soup), { startsAt: inDays(11) })
    await one.place.owner.put(`${one.at(soup)}/cancellation`)
    const after = read(await fetched(path)).find(({ title }) => title === 'Soup')
    expect(after).toMatchObject({ uid: before?.uid, status: 'CANCELLED' })
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
    // who does not go any more has neither it nor its link
    await ben.put(`${other.at(bread)}/rsvp`, { status: 'not_going' })
    expect(read(await fetched(path)).map(({ title }) => title)).toEqual(['Soup'])
    // a ban takes effect without anybody touching the address
    await one.place.owner.put(one.place.at(`/members/${ben.username}/ban`), { content: 'keep' })
    expect(read(await fetched(path))).toEqual([])
    expect((await one.place.owner.delete(`/events/feeds/${id}`)).status).toBe(404)
    expect((await ben.delete(`/events/feeds/${id}`)).status).toBe(200)
    expect((await guest().get(path)).status).toBe(404)
    expect((await addressOf(ben)).path).not.toBe(path)
  })
})

describe('a calendar of a space', () => {
  it('has a series as its rule, with what is left out and what is another', async () => {
    const { place, space, event, at } = await dated()
    const ben = await place.join()
    await event({
      title: 'Weekly',
      startsAt: inDays(2),
      rule: 'FREQ=WEEKLY',
      linkUrl: 'meet.test/x',
    })
    await event({ title: 'Once', startsAt: inDays(3) })
    const [first = '', , second = '', third = ''] = await idsIn(space)
    const { path } = await addressOf(ben, { community: place.slug, space })
    const [series, once] = read(await fetched(path)).sort((a) => (a.rule ? -1 : 1))
    expect(series).toMatchObject({
      title: 'Weekly',
      rule: 'FREQ=WEEKLY',
      replaces: null,
      without: [],
    })
    expect(once).toMatchObject({ title: 'Once', rule: null })
    expect(await fetched(path)).not.toContain('meet.test')
    await place.owner.patch(at(second), { title: 'Special' })
    await place.owner.delete(at(third))
    await place.owner.put(`${at(first)}/cancellation`)
    const then = read(await fetched(path)).filter(({ title }) => title !== 'Once')
    expect(new Set(then.map(({ uid }) => uid))).toEqual(new Set([series?.uid]))
    expect(then.find(({ rule }) => rule)?.without).toEqual([`${inDays(16)}:00`])
    expect(then.find(({ title }) => title === 'Special')?.replaces).toBe(`${inDays(9)}:00`)
    expect(then.find(({ status }) => status === 'CANCELLED')?.replaces).toBe(`${inDays(2)}:00`)
    // who goes to one finds its link in it
    await ben.put(`${at(second)}/rsvp`, { status: 'going' })
    expect(await fetched(path)).toContain('meet.test')
    // what is cancelled from one on has no further dates
    await place.owner.put(`${at(second)}/cancellation`, { scope: 'following' })
    const over = read(await fetched(path)).find(({ rule }) => rule)
    expect(over?.rule).toMatch(/UNTIL/)
  })

  it.each(['private', 'paid'] as const)(
    'of a %s space is for those who see it, while they do',
    async (visibility) => {
      const place = await community()
      const tier = await place.tier()
      const more = visibility === 'paid' ? { requiredTierIds: [tier] } : {}
      const space = await place.space({ spaceType: 'events', visibility, ...more })
      await place.event(place.owner, space, { title: 'Hidden' })
      const ben = await place.join()
      const of = { community: place.slug, space }
      expect((await ben.post('/events/feeds', of)).status).toBe(404)
      const door =
        visibility === 'paid'
          ? `/members/${ben.username}/tiers/${tier}`
          : `/s/${space}/guests/${ben.username}`
      await place.owner.put(place.at(door))
      const { path } = await addressOf(ben, of)
      expect(read(await fetched(path)).map(({ title }) => title)).toEqual(['Hidden'])
      await place.owner.delete(place.at(door))
      expect((await guest().get(path)).status).toBe(404)
    },
  )

  it('and its drafts are nobody’s guess', async () => {
    const { place, space } = await dated()
    await place.event(place.owner, space, { title: 'Draft', publish: false })
    const { path } = await addressOf(place.owner, { community: place.slug, space })
    expect(read(await fetched(path))).toEqual([])
    expect((await guest().get('/calendar/nonsense.ics')).status).toBe(404)
    expect((await guest().get(`/calendar/${'x'.repeat(43)}.ics`)).status).toBe(404)
  })
})

describe('names of guests', () => {
  const NAMES = ['everyone', 'members', 'going', 'hosts'] as const
  type Who = 'guest' | 'member' | 'going' | 'host'
  const MAY: Record<(typeof NAMES)[number], Who[]> = {
    everyone: ['guest', 'member', 'going', 'host'],
    members: ['member', 'going', 'host'],
    going: ['going', 'host'],
    hosts: ['host'],
  }
  it.each(NAMES)('%s', async (guestNames) => {
    const { place, event, at } = await dated()
    const path = at(await event({ guestNames }))
    const [cleo, member, going] = await three(place)
    for (const one of [cleo, going]) await one.put(`${path}/rsvp`, { status: 'going' })
    const who: Record<Who, Person> = { guest: guest(), member, going, host: place.owner }
    for (const [name, person] of Object.entries(who) as [Who, Person][])
      for (const text of [await person.page(path), JSON.stringify(await person.json(path))])
        expect(text.includes(cleo.username), name).toBe(MAY[guestNames].includes(name))
    const csv = await (await place.owner.get(`${path}/guests.csv`)).text()
    expect(csv).toContain(`"${cleo.username}","going"`)
    expect((await member.get(`${path}/guests.csv`)).status).toBe(403)
  })
})

const three = async (place: Community) =>
  [await place.join('Cleo'), await place.join('Mo'), await place.join('Gil')] as const
