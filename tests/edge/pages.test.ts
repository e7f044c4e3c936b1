import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edgeEntries, resetEdge } from '../../local/edge/control.ts'
import { pages } from '../../src/cached.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
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
  const [ada, space] = [await home.join('Ada'), await home.space({ description: 'About seeds.' })]
  ben = await home.join('Ben')
  const poll = { pollQuestion: 'Which?', pollOptions: ['One', 'Two'] }
  const post = await home.post(ada, space, poll)
  await home.comment(ada, post)
  await home.post(home.owner, space, { title: 'Another' })
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
afterEach(resetEdge)

it('the table has a row for every page that is kept, and no other', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(pages).sort())
})

describe.each(forGuests)('%s, for guests', (_, { path }) => {
  it('costs no round trip of its own, cold or warm', async () => {
    const cold = await guest().get(path(place), HTML)
    const warm = await guest().get(path(place), HTML)
    expect([cold, warm].map(timing)).toEqual([
      { cache: 'MISS', db: 0, own: 0 },
      { cache: 'HIT', db: 0, own: 0 },
    ])
    expect(cold.status).toBe(200)
    expect(await warm.text()).toBe(await cold.text())
    expect(warm.headers.get('cache-control')).toBe('private, no-cache')
    expect(warm.headers.get('vary')).toBe('Accept, Cookie')
    for (const own of ['age', 'cache-tag', 'cf-cache-status', 'set-cookie'])
      expect(warm.headers.has(own), own).toBe(false)
  })

  it('has a tag by which a browser keeps it, another for each choice of colours', async () => {
    const tags = new Map<string, string>()
    for (const theme of ['system', 'dark', 'light']) {
      const visitor = guest()
      visitor.cookies.set('theme', theme)
      const full = await visitor.get(path(place), HTML)
      const etag = full.headers.get('etag') ?? ''
      tags.set(etag, theme)
      expect(await full.text()).toContain(theme === 'system' ? 'light dark' : `content="${theme}"`)
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const same = await visitor.get(path(place), { ...HTML, 'if-none-match': known })
        expect([same.status, await same.text()]).toEqual([304, ''])
        expect(same.headers.get('etag')).toBe(etag)
      }
      const dark = { ...HTML, 'if-none-match': '"other"' }
      expect((await visitor.get(path(place), dark)).status).toBe(200)
    }
    expect([...tags.values()]).toEqual(['system', 'dark', 'light'])
    expect(tags.has('')).toBe(false)
  })

  it('answers HEAD as GET, without a body', async () => {
    const whole = await guest().get(path(place), HTML)
    const head = await guest().request('HEAD', path(place), undefined, HTML)
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'))
  })

  it('is one entry, whatever else is asked and sent', async () => {
    const usual = await ask(guest(), path(place))
    expect(await oddities(guest(), path(place), usual)).toEqual([])
  })
})

describe.each(forMembers)('%s, for members', (_, { path }) => {
  it('costs no round trip before the first byte, cold or warm, and one after it', async () => {
    const cold = timing(await ben.get(path(place), HTML))
    const warm = timing(await ben.get(path(place), HTML))
    expect([cold, warm]).toEqual([
      { cache: 'MISS', db: 0, own: 1 },
      { cache: 'HIT', db: 0, own: 1 },
    ])
  })

  it('costs who wrote one round trip, and at most one after it', async () => {
    ben.cookies.set('wrote', '1')
    const before = edgeEntries().length
    const { cache, db, own } = timing(await ben.get(path(place), HTML))
    expect([cache, db]).toEqual([null, 1])
    expect(own).toBeLessThanOrEqual(1)
    expect(edgeEntries()).toHaveLength(before)
  })

  it('may be kept by nobody, and has no tag', async () => {
    const page = await ben.get(path(place), HTML)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.has('etag')).toBe(false)
  })

  it('is one entry, whatever else is asked and sent', async () => {
    const usual = await ask(ben, path(place))
    expect(await oddities(ben, path(place), usual)).toEqual([])
  })

  it('as JSON is the same entry, and counts its one round trip', async () => {
    await ask(ben, path(place))
    const before = edgeEntries().length
    const answer = await ben.get(path(place))
    expect(timing(answer)).toEqual({ cache: 'HIT', db: 1, own: 0 })
    expect(await answer.json()).toHaveProperty('mine')
    expect(edgeEntries()).toHaveLength(before)
  })
})

const ask = async (who: Person, path: string, headers = {}) =>
  (await who.get(path, { ...HTML, ...headers })).text()

/** What of queries and headers makes another entry, bypasses the cache, or another page. */
async function oddities(who: Person, path: string, usual: string): Promise<string[]> {
  const keys = () => edgeEntries().map(({ path, props }) => path + JSON.stringify(props))
  const before = keys().sort()
  const wrong: string[] = []
  const queries = ['?utm_source=x&foo=bar', '?foo=bar&utm_source=x', '?', '?fbclid=1&show=nonsense']
  const headers = {
    authorization: 'Bearer nonsense',
    'cache-control': 'no-cache, no-store',
    pragma: 'no-cache',
    cookie: `${[...who.cookies].map(([name, value]) => `${name}=${value}; `).join('')}stray=1`,
    'x-forwarded-host': 'evil.example',
    'x-original-url': '/elsewhere',
    'x-http-method-override': 'DELETE',
    range: 'bytes=0-9',
  }
  const odd = [
    ...queries.map((query) => [query, {}] as const),
    ...Object.entries(headers).map(([name, value]) => ['', { [name]: value }] as const),
    ['?utm_source=x&foo=bar', headers] as const,
  ]
  for (const [query, sent] of odd) {
    const response = await who.get(path + query, { ...HTML, ...sent })
    const words = JSON.stringify([query, sent])
    if (timing(response).cache !== 'HIT') wrong.push(`${words}: ${timing(response).cache}`)
    if ((await response.text()) !== usual) wrong.push(`${words}: another page`)
  }
  return [...wrong, ...keys().filter((key) => !before.includes(key))]
}
