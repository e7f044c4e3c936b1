import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, inDays, type Person } from '../../../tests/community.ts'
import { clock, lettersTo, minute } from '../../../tests/delivery.ts'
import { connect } from '../../db/connect.ts'

type Inbox = { mine: { notices: { id: string; title: string; body: string; link: string }[] } }

const linesOf = async (who: Person, show = 'unread') =>
  (await who.json<Inbox>(`/inbox?show=${show}`)).mine.notices

const titlesOf = async (who: Person) => (await linesOf(who)).map(({ title }) => title)

async function planned(fields: Record<string, unknown> = {}) {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const id = await place.event(place.owner, space, { title: 'Soup', ...fields })
  const path = place.at(`/s/${space}/events/${id}`)
  const [ben, ada] = [await place.join(), await place.join('Ada')]
  return { place, space, id, path, ben, ada }
}

describe('an event that is deleted', () => {
  it('is told of as cancelled, once, to those who counted on it, and leads nobody to it', async () => {
    const { place, space, path, ben, ada } = await planned({ capacity: 1 })
    const [cleo, dan] = [await place.join('Cleo'), await place.join('Dan')]
    await ben.put(`${path}/rsvp`, { status: 'going' })
    await ada.put(`${path}/rsvp`, { status: 'going' })
    await cleo.put(`${path}/rsvp`, { status: 'maybe' })
    await dan.put(`${path}/rsvp`, { status: 'not_going' })
    await place.owner.patch(path, { startsAt: inDays(9) })
    expect(await titlesOf(ben)).toEqual(['Soup has moved'])
    const both = await Promise.all([place.owner.delete(path), place.owner.delete(path)])
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    for (const one of [ben, ada, cleo]) {
      const [line, ...more] = await linesOf(one)
      expect(line).toMatchObject({ title: 'Soup is cancelled', link: '/inbox' })
      expect(line?.body).toMatch(/^It was to be .+ \(Berlin\)\.$/)
      expect(more).toEqual([])
    }
    expect(await linesOf(dan, 'all')).toEqual([])
    expect(await linesOf(place.owner, 'all')).toEqual([])
    // who happens to look at the space has not read of it; who looks at the inbox has
    expect(await ben.page(place.at(`/s/${space}`))).not.toContain('data-seen')
    expect(await ben.page('/inbox')).toContain('data-seen="/inbox"')
  })

  it('was cancelled before: nobody is told twice, and word of that stays', async () => {
    const { place, path, ben } = await planned()
    await ben.put(`${path}/rsvp`, { status: 'going' })
    await place.owner.put(`${path}/cancellation`)
    const [before] = await linesOf(ben)
    expect(before).toMatchObject({ title: 'Soup is cancelled', link: path })
    expect((await place.owner.delete(path)).status).toBe(200)
    expect(await linesOf(ben)).toEqual([{ ...before, link: '/inbox' }])
  })

  it('is no news once it has begun', async () => {
    const { place, id, path, ben } = await planned()
    await ben.put(`${path}/rsvp`, { status: 'going' })
    await connect(env).execute(sql`update events set starts_at = now() - interval '10 minutes',
      ends_at = now() + interval '1 hour' where id = ${id}::uuid`)
    expect((await place.owner.delete(path)).status).toBe(200)
    expect(await linesOf(ben, 'all')).toEqual([])
  })

  it('and all that follow it are one notice, also to who came to but one of them', async () => {
    const { place, path: first, ben, ada } = await planned({ rule: 'FREQ=WEEKLY;COUNT=4' })
    const { dates } = await ben.json<{ dates: { href: string }[] }>(first)
    const [second, third] = dates.map(({ href }) => href).filter((href) => href !== first)
    for (const path of [first, second, third]) await ben.put(`${path}/rsvp`, { status: 'going' })
    await ada.put(`${third}/rsvp`, { status: 'going' })
    const from = await place.owner.delete(`${second}`, { scope: 'following' })
    expect(from.status).toBe(200)
    for (const one of [ben, ada]) {
      const [line, ...more] = await linesOf(one)
      expect(line?.title).toBe('Soup is cancelled')
      expect(line?.body).toContain('So are others of its series.')
      expect(more).toEqual([])
    }
    expect((await ben.get(first)).status).toBe(200)
  })

  it('is told by mail, which leads to the inbox', async () => {
    const { place, path, ben } = await planned()
    await ben.put(`${path}/rsvp`, { status: 'going' })
    await place.owner.delete(path)
    const at = clock()
    for (const later of [0, 1, 4]) await minute(at(later), ben)
    const [letter, ...more] = await lettersTo(ben)
    expect(letter?.subject).toBe('Soup is cancelled')
    expect(letter?.html).toContain('Open your inbox')
    expect(more).toEqual([])
  })
})
