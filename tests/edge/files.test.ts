import { exports } from 'cloudflare:workers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edgeEntries, passSeconds, resetEdge, spoilPurges } from '../../local/edge/control.ts'
import { GUEST } from '../../src/edge/rules.ts'
import { MOST_KEPT } from '../../src/files/downloads/kept/rules.ts'
import {
  entering,
  type Kind,
  kinds,
  makeWorld,
  members,
  type ViewerName,
  viewers,
  type World,
} from '../access/world.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
import { jpeg } from '../pictures.ts'
import { noise, uploaded } from '../uploads.ts'

type Stop = { url: string; of: Kind | null; purpose: string }

let world: World
let stops: Stop[]
beforeAll(async () => {
  world = await makeWorld()
  stops = await stopsIn(world)
}, 60_000)

const bytesIn = () => edgeEntries().filter(({ path }) => path.startsWith('/bytes/'))

/** What someone gets of a file by now, as if they had not written lately. */
async function look(who: Person, url: string, headers: Record<string, string> = {}) {
  const answer = await who.rest().get(url, headers)
  const body = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, body, headers: answer.headers, ...timing(answer) }
}

describe.each([true, false])('files in a community whose reading is public: %s', (isPublic) => {
  const enters = (who: ViewerName, kind: Kind) =>
    entering[kind].includes(who) && (isPublic || members.includes(who))
  // what is for sale may be known to those who may know the community
  const isAtDoor = (who: ViewerName, { of, purpose }: Stop) =>
    of === 'paid' &&
    purpose === 'cover' &&
    (members.includes(who) || (isPublic && who !== 'banned'))
  const statusFor = (who: ViewerName, stop: Stop) =>
    !stop.of || enters(who, stop.of) || isAtDoor(who, stop) ? 200 : 404
  beforeAll(async () => {
    await world.home.owner.patch(world.home.at(), { isPublic })
    resetEdge()
    for (const name of viewers) for (const { url } of stops) await look(world.people[name], url)
  }, 60_000)
  afterAll(resetEdge)

  it.each(viewers)('%s reads from a warm cache what they may, and no more', async (name) => {
    const before = bytesIn().length
    const wrong: string[] = []
    for (const stop of stops) {
      const { url, of } = stop
      const seen = await look(world.people[name], url)
      const status = statusFor(name, stop)
      if (seen.status !== status) wrong.push(`${url}: ${seen.status}, not ${status}`)
      if (seen.status !== 200) continue
      // those at the door of a closed community have no right that an entry could be shared by
      const isShared = isPublic || !of || enters(name, of)
      if (isShared && (seen.cache !== 'HIT' || seen.db !== 0)) wrong.push(`${url}: not kept`)
      const isOpen = seen.headers.get('cache-control')?.startsWith('public')
      if (isOpen && statusFor('guest', stop) !== 200) wrong.push(`${url}: public`)
    }
    expect(wrong).toEqual([])
    expect(bytesIn()).toHaveLength(before)
  })

  it('has community and right in the key of each, and nothing of who asked', () => {
    expect(bytesIn().length).toBeGreaterThan(8)
    for (const { path, props, headers } of bytesIn()) {
      expect(Object.keys(props as object).sort()).toEqual(['community', 'right'])
      expect(path).toMatch(/^\/bytes\/file\?id=[0-9a-f-]{36}$/)
      expect(headers).not.toHaveProperty('set-cookie')
    }
  })

  it('gives to lesser props, or to those of another community, nothing', async () => {
    const closed = bytesIn().filter(({ props }) => reachOf(props) !== null)
    expect(closed.length).toBeGreaterThan(5)
    const wrong: string[] = []
    for (const { path, props } of closed) {
      const { community, right } = props as { community: string; right: object }
      const isOpen = stops.some(
        (stop) => path.includes(stop.url.split('/')[2] ?? '-') && statusFor('guest', stop) === 200,
      )
      const lesser = [
        { community: world.elsewhere.slug, right },
        { community: null, right },
        ...(isOpen ? [] : [{ community }, { community, right: GUEST }]),
        ...(isOpen ? [] : [{ community, right: { reach: { spaces: [] }, standing: 'member' } }]),
      ]
      for (const props of lesser as { community: string }[]) {
        const answer = await exports.Cached({ props }).fetch(new Request(`https://edge${path}`))
        if (answer.status !== 404) wrong.push(`${path} ${JSON.stringify(props)}`)
        await answer.body?.cancel()
      }
    }
    expect(wrong).toEqual([])
  })
})

const reachOf = (props: unknown) =>
  (props as { right?: { reach: object | null } }).right?.reach ?? null

/** Every kind of file in each kind of space, and those that are in none. */
async function stopsIn({ home, author, spaces, shelves }: World): Promise<Stop[]> {
  const stops: Stop[] = []
  const put = async (who: Person, purpose: string, of: Kind | null = null, more: object = {}) => {
    const file = await uploaded(who, jpeg, { name: 'a.jpg', purpose, ...more })
    stops.push({ url: file.url, of, purpose })
    return file
  }
  const community = home.slug
  for (const of of kinds) {
    const here = { community, space: spaces[of] }
    const { id } = await put(author, 'attachment', of, here)
    await home.post(author, here.space, { attachments: [{ id }] })
    await put(home.owner, 'resource', of, { community, space: shelves[of] })
    const { url } = await put(home.owner, 'cover', of, here)
    await home.owner.patch(home.at(`/s/${here.space}`), { coverUrl: url })
  }
  const face = await put(author, 'avatar')
  await author.patch('/settings', { avatarUrl: face.url })
  const logo = await put(home.owner, 'logo', null, { community })
  await home.owner.patch(home.at(), { logoUrl: logo.url })
  return stops
}

describe('a file that is kept', () => {
  let home: Community
  let space: string
  let ben: Person
  beforeAll(async () => {
    home = await community()
    ben = await home.join('Ben')
  })
  beforeEach(async () => {
    resetEdge()
    space = await home.space({ spaceType: 'resources' })
  })
  afterEach(resetEdge)

  const put = (bytes: Uint8Array = jpeg, more: object = {}) =>
    uploaded(home.owner, bytes, { purpose: 'resource', community: home.slug, space, ...more })
  const warm = async (url: string) => {
    for (const who of [ben, guest()]) expect((await look(who, url)).status).toBe(200)
    for (const who of [ben, guest()]) expect((await look(who, url)).cache).toBe('HIT')
  }

  it('is whole and small: ranges, downloads and large ones come from the bucket', async () => {
    const { url } = await put()
    await warm(url)
    const { headers, body } = await look(guest(), url)
    expect([headers.get('cache-control'), headers.get('content-length')]).toEqual([
      ...['public, max-age=300', `${jpeg.length}`],
    ])
    expect(body).toEqual(jpeg)
    const etag = headers.get('etag') ?? ''
    const again = await look(ben, url, { 'if-none-match': etag })
    expect([again.status, again.cache, again.body.length]).toEqual([304, 'HIT', 0])
    const head = await ben.request('HEAD', url)
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${jpeg.length}`])
    const part = await look(ben, url, { range: 'bytes=0-9' })
    expect([part.status, part.cache]).toEqual([206, null])
    expect((await look(ben, `${url}?download`)).cache).toBeNull()
    const large = await put(noise(MOST_KEPT + 1))
    for (let times = 0; times < 2; times++) expect((await look(ben, large.url)).cache).toBeNull()
  })

  it('is not read again while it is what it was', async () => {
    const { url } = await put()
    await warm(url)
    passSeconds(301)
    expect((await look(guest(), url)).cache).toBe('REVALIDATED')
    expect((await look(guest(), url)).body).toEqual(jpeg)
  })

  const ends: [string, (file: { id: string }, url: string) => Promise<Response>][] = [
    ['is deleted', ({ id }) => home.owner.delete(`/files/${id}`)],
    ['lies in a space that closes', () => close()],
    ['lies in a space that is put away', () => home.owner.put(home.at(`/s/${space}/archive`))],
  ]
  const close = () => home.owner.patch(home.at(`/s/${space}`), { visibility: 'private' })

  it.each(ends)('is gone at once when it %s', async (_, end) => {
    const file = await put()
    await warm(file.url)
    expect((await end(file, file.url)).status).toBe(200)
    for (const who of [ben, guest()]) expect((await look(who, file.url)).status).toBe(404)
  })

  it('has other bytes at once when it is replaced', async () => {
    const file = await put()
    await warm(file.url)
    await put(noise(50), { replaces: file.id })
    for (const who of [ben, guest()]) expect((await look(who, file.url)).body).toEqual(noise(50))
  })

  it('goes with its post, its comment, and what was said under the post', async () => {
    const talk = await home.space()
    const attach = () => put(jpeg, { purpose: 'attachment', space: talk })
    const [one, two, three] = [await attach(), await attach(), await attach()]
    const post = await home.post(home.owner, talk, { attachments: [{ id: one.id }] })
    await home.comment(home.owner, post, { attachments: [{ id: two.id }] })
    const comment = await home.comment(home.owner, post, { attachments: [{ id: three.id }] })
    for (const { url } of [one, two, three]) await warm(url)
    await home.owner.delete(home.at(`/comments/${comment}`))
    const seen = async () =>
      Promise.all([one, two, three].map(async ({ url }) => (await look(ben, url)).status))
    expect(await seen()).toEqual([200, 200, 404])
    await home.owner.delete(home.at(`/posts/${post}`))
    expect(await seen()).toEqual([404, 404, 404])
  })

  it('is taken out of the page that shows it, when it alone is deleted', async () => {
    const talk = await home.space()
    const attach = () => put(jpeg, { purpose: 'attachment', space: talk })
    const [one, two] = [await attach(), await attach()]
    const post = await home.post(home.owner, talk, { attachments: [{ id: one.id }] })
    await home.comment(home.owner, post, { attachments: [{ id: two.id }] })
    const page = async () => (await guest().get(home.at(`/posts/${post}`))).text()
    for (const { url } of [one, two]) expect(await page()).toContain(url)
    for (const { id, url } of [one, two]) {
      await home.owner.delete(`/files/${id}`)
      expect(await page()).not.toContain(url)
    }
  })

  it('is lost within a minute with the right, where every purge is lost', async () => {
    const hidden = await home.space({ spaceType: 'resources', visibility: 'private' })
    const guestOf = home.at(`/s/${hidden}/guests/${ben.username}`)
    await home.owner.put(guestOf)
    const { url } = await put(jpeg, { space: hidden })
    for (let times = 0; times < 2; times++) expect((await look(ben, url)).status).toBe(200)
    spoilPurges('lost')
    await home.owner.delete(guestOf)
    passSeconds(45)
    // this is what would be noticed if the clock did nothing
    expect(await look(ben, url)).toMatchObject({ status: 200, cache: 'HIT' })
    passSeconds(16)
    expect((await look(ben, url)).status).toBe(404)
  })

  it('is gone within five minutes where every purge is lost', async () => {
    const { id, url } = await put()
    await warm(url)
    spoilPurges('lost')
    await home.owner.delete(`/files/${id}`)
    passSeconds(301)
    for (const who of [ben, guest()]) expect((await look(who, url)).status).toBe(404)
  })
})
