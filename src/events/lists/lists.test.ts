import { describe, expect, it } from 'vitest'
import { type Community, community, inDays, type Person } from '../../../tests/community.ts'

type Card = { id: string; title: string; startsAt: string }
type Listing = { cards: Card[]; next: string | null }

const mineOf = async (who: Person, path = '/events') =>
  (await who.json<{ listing: Listing }>(path)).listing

async function dated() {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const at = (id: string) => place.at(`/s/${space}/events/${id}`)
  const event = (fields: Record<string, unknown>) => place.event(place.owner, space, fields)
  const listed = async (who: Person, query = '') =>
    (await who.json<{ calendar: Listing }>(place.at(`/s/${space}${query}`))).calendar
  return { place, space, at, event, listed }
}

const titles = ({ cards }: Listing) => cards.map(({ title }) => title)

/** The names that stand on one day of a month, as a browser draws them. */
async function dayOf(who: Person, path: string, day: string): Promise<string[]> {
  const page = await who.page(`${path}?month=${day.slice(0, 7)}`)
  // what is the viewer's own stands last, and is what a browser shows
  const cell = page.slice(page.lastIndexOf(`<time class="month-date" datetime="${day}"`))
  const names = cell
    .slice(0, cell.indexOf('</td>'))
    .matchAll(/chip-time">([^<]+)<.*?chip-name">([^<]+)</g)
  return [...names].map(([, time, name]) => `${time} ${name}`)
}

describe('an agenda', () => {
  it('shows what is to come in order, of a series what is next, and drafts to nobody else', async () => {
    const { place, event, listed } = await dated()
    const ben = await place.join()
    await event({ title: 'Later', startsAt: inDays(9) })
    await event({ title: 'Weekly', startsAt: inDays(3), rule: 'FREQ=WEEKLY;COUNT=5' })
    await event({ title: 'Sooner', startsAt: inDays(2) })
    await event({ title: 'Draft', startsAt: inDays(1), publish: false })
    await event({ title: 'Was', startsAt: inDays(-2) })
    await event({ title: 'Was before', startsAt: inDays(-5) })
    expect(titles(await listed(ben))).toEqual(['Sooner', 'Weekly', 'Later'])
    expect(titles(await listed(ben, '?show=past'))).toEqual(['Was', 'Was before'])
  })
})

describe('one’s own events', () => {
  it('are what one goes to, waits for, thinks of or holds, wherever, while one may', async () => {
    const [one, other] = [await dated(), await dated()]
    const ben = await one.place.join()
    await ben.post(other.place.at('/membership'))
    const ids: Record<string, string> = {}
    for (const [day, title] of ['Going', 'Maybe', 'Waiting', 'Not', 'Unsaid'].entries())
      ids[title] = await one.event({ title, startsAt: inDays(2 + day), capacity: 1 })
    const say = (title: string, status: string, who = ben) =>
      who.put(`${one.at(ids[title] ?? '')}/rsvp`, { status })
    await say('Going', 'going')
    await say('Maybe', 'maybe')
    await say('Waiting', 'going', await one.place.join('Ada'))
    await say('Waiting', 'going')
    await say('Not', 'not_going')
    const held = { title: 'Held', startsAt: inDays(1), coHosts: [ben.username] }
    await other.event(held)
    expect(titles(await mineOf(ben))).toEqual(['Held', 'Going', 'Maybe', 'Waiting'])
    expect(await ben.json<{ mine: object }>('/events')).toMatchObject({
      mine: { answers: { [ids.Waiting ?? '']: 'waitlist', [ids.Going ?? '']: 'going' } },
    })
    await one.place.owner.put(one.place.at(`/members/${ben.username}/ban`), { content: 'keep' })
    expect(titles(await mineOf(ben))).toEqual(['Held'])
  })

  it('come in pages without gaps or repetitions, also where two begin at once', async () => {
    const { place, event, at } = await dated()
    const ben = await place.join()
    for (const title of ['Daily', 'Beside']) {
      const id = await event({ title, startsAt: inDays(2), rule: 'FREQ=DAILY;COUNT=25' })
      await ben.put(`${at(id)}/rsvp`, { status: 'going', following: true })
    }
    const seen: Card[] = []
    for (let path: string | null = '/events'; path; ) {
      const { cards, next }: Listing = await mineOf(ben, path)
      seen.push(...cards)
      path = next
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(50)
    expect(seen).toHaveLength(50)
    const starts = seen.map(({ startsAt }) => startsAt)
    expect(starts).toEqual([...starts].sort())
  })
})

describe('a month', () => {
  it('has each event on its day by the clocks of whoever looks, and long ones on all of theirs', async () => {
    const { place, event, space } = await dated()
    await event({
      title: 'Late',
      startsAt: '2031-05-31T23:30',
      endsAt: '2031-06-01T00:30',
      timezone: 'UTC',
    })
    await event({
      title: 'Camp',
      startsAt: '2031-05-29T18:00',
      endsAt: '2031-05-31T10:00',
      timezone: 'UTC',
    })
    const path = place.at(`/s/${space}`)
    const [here, tokyo, honolulu] = await readers(place)
    expect(await dayOf(here, path, '2031-05-31')).toEqual(['18:00 Camp', '23:30 Late'])
    expect(await dayOf(here, path, '2031-05-30')).toEqual(['18:00 Camp'])
    // it is one night, and does not stand on the next day too
    expect(await dayOf(here, path, '2031-06-01')).toEqual([])
    expect(await dayOf(tokyo, path, '2031-06-01')).toEqual(['08:30 Late'])
    expect(await dayOf(tokyo, path, '2031-05-31')).toEqual(['03:00 Camp'])
    expect(await dayOf(tokyo, path, '2031-05-29')).toEqual([])
    expect(await dayOf(honolulu, path, '2031-05-31')).toEqual(['13:30 Late'])
    expect(await dayOf(honolulu, path, '2031-05-29')).toEqual(['08:00 Camp'])
  })
})

/** Who reads times by the clocks of UTC, Tokyo and Honolulu. */
async function readers(place: Community): Promise<[Person, Person, Person]> {
  const reader = async (zone: string) => {
    const who = await place.join()
    expect((await who.post('/zone', { zone })).status).toBe(200)
    return who
  }
  return [await reader('UTC'), await reader('Asia/Tokyo'), await reader('Pacific/Honolulu')]
}
