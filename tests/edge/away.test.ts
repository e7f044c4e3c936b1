import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { passSeconds, resetEdge } from '../../local/edge/control.ts'
import { isDatabaseAway } from '../../src/db/tellable.ts'
import { AWAY } from '../../src/home/pages/rules.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
import { expectErrors } from '../setup/strict.ts'
import { takeDatabase } from '../setup/worker.ts'
import { type Place, table } from './table.ts'

const HTML = { accept: 'text/html' }
const rows = Object.entries(table)
const forGuests = rows.filter(([, { closed }]) => !closed)
const forMembers = rows.filter(([, { guestsOnly }]) => !guestsOnly)

let home: Community
let ben: Person
let place: Place
beforeAll(async () => {
  home = await community()
  const [ada, space] = [await home.join('Ada'), await home.space()]
  ben = await home.join('Ben')
  const post = await home.post(ada, space)
  await ben.put(home.at(`/posts/${post}/reactions/like`))
  const shelf = await home.space({ spaceType: 'resources' })
  const resource = await home.link(ada, shelf)
  const course = await home.course(await home.space({ spaceType: 'course' }))
  const dates = await home.space({ spaceType: 'events' })
  const event = await home.event(ada, dates)
  const things = { shelf, resource, course, dates, event }
  place = { slug: home.slug, space, post, username: ada.username, ...things }
})

beforeEach(() => {
  resetEdge()
  ben.rest()
})
afterEach(() => {
  takeDatabase(false)
  resetEdge()
})

/** A page as it is now. */
async function look(who: Person, path: string) {
  const response = await who.get(path, HTML)
  const html = await response.text()
  return { status: response.status, html, ...timing(response), headers: response.headers }
}

describe.each(forGuests)('while the database is away, %s', (_, { path }) => {
  it('is there for guests as ever, and later with a word that it may be old', async () => {
    const before = await look(guest(), path(place))
    takeDatabase(true)
    const warm = await look(guest(), path(place))
    expect(warm).toMatchObject({ status: 200, cache: 'HIT', html: before.html })
    expect(warm.html).not.toContain(AWAY)
    const errors = expectErrors(2)
    passSeconds(240)
    const stale = await look(guest(), path(place))
    expect(stale).toMatchObject({ status: 200, cache: 'UPDATING', html: before.html })
    await settled(errors, 1)
    passSeconds(3600)
    const old = await look(guest(), path(place))
    expect(old).toMatchObject({ status: 200, cache: 'STALE' })
    expect(old.html).toContain(AWAY)
    expect(old.html).toContain('</html>')
    expect(old.html).not.toContain('&lt;')
    expect(old.headers.has('etag')).toBe(false)
    expect(old.headers.get('cache-control')).toBe('no-store')
    expect(errors.every((line) => line.includes('database away'))).toBe(true)
    takeDatabase(false)
    const back = await look(guest(), path(place))
    expect(back).toMatchObject({ status: 200, cache: 'EXPIRED' })
    expect(back.html).not.toContain(AWAY)
  })

  it('is not there when nobody has asked for it before, or not for a day', async () => {
    await look(guest(), path(place))
    takeDatabase(true)
    expectErrors(2)
    passSeconds(24 * 3600 + 61)
    for (const again of [1, 2]) {
      const gone = await look(guest(), path(place))
      expect(gone.status, `${again}`).toBe(503)
      expect(gone.html).toContain('Our database does not answer')
      resetEdge()
    }
    takeDatabase(false)
    expect((await look(guest(), path(place))).status).toBe(200)
  })
})

describe.each(forMembers)('while the database is away, %s', (_, { path }) => {
  it('is there for members with a word, without what is their own', async () => {
    const before = await look(ben, path(place))
    takeDatabase(true)
    const errors = expectErrors(1)
    const warm = await look(ben, path(place))
    expect(warm).toMatchObject({ status: 200, cache: 'HIT', db: 0, own: 1 })
    expect(warm.html).toContain(AWAY)
    expect(before.html).not.toContain(AWAY)
    expect(warm.html).toContain('</main>')
    expect(warm.html).toMatch(/<\/html>$/)
    expect(errors[0]).toContain('own part lost')
    ben.cookies.set('js', '1')
    takeDatabase(false)
    const back = await look(ben.rest(), path(place))
    ben.cookies.delete('js')
    expect(back).toMatchObject({ status: 200, cache: 'HIT' })
    expect(back.html).not.toContain(AWAY)
  })
})

describe('while the database is away', () => {
  it('that is known by the words of the driver, and no failed query is taken for it', () => {
    const from = (cause: string) =>
      isDatabaseAway(new Error('Failed query', { cause: new Error(cause) }))
    expect(from('Server error (HTTP status 503): no compute')).toBe(true)
    expect(from('Error connecting to database: fetch failed')).toBe(true)
    expect(from('Server error (HTTP status 404): Not found')).toBe(false)
    expect(from('duplicate key value violates unique constraint')).toBe(false)
  })

  it('who belongs is known for ten minutes more, and then nobody is let in unasked', async () => {
    const path = home.at('/members')
    await look(ben, path)
    takeDatabase(true)
    const errors = expectErrors(6)
    passSeconds(61)
    // the map, the passport and the directory could not be renewed, and own parts are lost
    expect(await look(ben, path)).toMatchObject({ status: 200, cache: 'UPDATING' })
    await settled(errors, 4)
    passSeconds(601)
    const gone = await look(ben, path)
    expect(gone.status).toBe(503)
    expect(gone.html).toContain('Back in a moment')
    await settled(errors, 6)
  })

  it('a write says so, as a page and as data, and is done once it is back', async () => {
    await look(ben, home.at())
    takeDatabase(true)
    const errors = expectErrors(2)
    const path = home.at(`/posts/${place.post}/comments`)
    const page = await ben.submit(path, { content: 'While away' })
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('Our database does not answer')
    const json = await ben.post(path, { content: 'While away' })
    expect(json.status).toBe(503)
    expect(await json.json()).toMatchObject({ status: 503, title: 'Back in a moment' })
    expect(ben.cookies.has('wrote')).toBe(false)
    expect(errors.every((line) => line.includes('database away'))).toBe(true)
    expect(errors.join()).not.toContain('While away')
    takeDatabase(false)
    expect((await ben.post(path, { content: 'Now it is' })).status).toBe(201)
    expect(await ben.page(home.at(`/posts/${place.post}`))).toContain('Now it is')
    expect(await guest().page(home.at(`/posts/${place.post}`))).toContain('Now it is')
    expect(await guest().page(home.at(`/posts/${place.post}`))).not.toContain('While away')
  })
})

/** Until what goes on after an answer has been noted. */
const settled = (errors: readonly string[], count: number) =>
  vi.waitFor(() => expect(errors.length).toBeGreaterThanOrEqual(count), 5000)
