import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { edgeCounts, edgeEntries, resetEdge, spoilPurges } from '../../local/edge/control.ts'
import { resetCounts } from '../../local/edge/state.ts'
import { gathered, MOST_TAGS, tag } from '../../src/edge/rules.ts'
import { forgetNow } from '../../src/edge/touch.ts'
import { community, guest, timing } from '../community.ts'
import { keeper, take as takeFrom } from '../queue.ts'
import { countPurgesAnew, gather } from '../setup/worker.ts'

type Write = { community: string | null; tags: string[] }

beforeEach(resetEdge)
afterEach(() => {
  gather(false)
  resetEdge()
})

const many = (count: number, name: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => name(at))

describe('the tags of many writes', () => {
  const cases: [string, Write[], string[]][] = [
    ['nothing of nothing', [], []],
    [
      'each once',
      [
        { community: 'a', tags: ['post:1', 'space:a/b'] },
        { community: 'a', tags: ['post:1'] },
      ],
      ['post:1', 'space:a/b'],
    ],
    [
      'each once, across communities',
      [
        { community: 'a', tags: ['profile:x'] },
        { community: 'b', tags: ['profile:x', 'members:b'] },
      ],
      ['members:b', 'profile:x'],
    ],
    [
      'a hundred as they are',
      [{ community: 'a', tags: many(100, (at) => `post:${at}`) }],
      many(100, (at) => `post:${at}`),
    ],
    [
      'more as the whole community',
      [{ community: 'a', tags: many(101, (at) => `post:${at}`) }],
      ['community:a'],
    ],
    [
      'of people and passports all the same',
      [
        {
          community: 'a',
          tags: [
            ...many(99, (at) => `post:${at}`),
            'profile:x',
            'passport:y',
            'members:a',
            'space:a/b',
            'front',
          ],
        },
      ],
      ['community:a', 'front', 'passport:y', 'profile:x'],
    ],
    [
      'the busiest community first',
      [
        { community: 'a', tags: many(90, (at) => `post:a${at}`) },
        { community: 'b', tags: many(20, (at) => `post:b${at}`) },
      ],
      ['community:a', ...many(20, (at) => `post:b${at}`)],
    ],
    [
      'nothing of no community whole',
      [{ community: null, tags: many(120, (at) => `profile:${at}`) }],
      many(120, (at) => `profile:${at}`),
    ],
  ]

  it.each(cases)('are %s', (_, writes, tags) => {
    expect(gathered(writes).sort()).toEqual(tags.sort())
  })

  it('fit into one call for a hundred communities that write a lot, and name none less', () => {
    const writes = many(100, (at) => `place-${at}`).map((slug) => ({
      community: slug,
      tags: many(5, (at) => tag.post(`${slug}-${at}`)),
    }))
    const tags = gathered(writes)
    expect(tags.length).toBeLessThanOrEqual(MOST_TAGS)
    for (const { community: slug, tags: named } of writes)
      expect(tags.includes(tag.community(slug)) || named.every((one) => tags.includes(one))).toBe(
        true,
      )
  })
})

describe('500 writes within a minute', () => {
  it('take five calls of at most a hundred tags, and forget all that they name', async () => {
    const home = await community()
    const space = await home.space()
    const posts: string[] = []
    for (let at = 0; at < 5; at++) posts.push(await home.post(home.owner, space))
    // tests before this one may have used up this minute of the real limit
    countPurgesAnew()
    resetEdge()
    for (const post of posts) await guest().page(home.at(`/posts/${post}`))
    expect(edgeEntries()).toHaveLength(5)
    // each batch alone names one of the pages, and writes of 30 people to 50 posts of others
    for (const post of posts) {
      const others = many(49, () => crypto.randomUUID())
      await env.PURGES.sendBatch(
        many(100, (at) => `writer-${at % 30}`).map((writer, at) => {
          const on = others[at % 50] ?? post
          return { body: { community: home.slug, tags: [tag.post(on), tag.profile(writer)] } }
        }),
      )
    }
    await vi.waitFor(() => expect(edgeEntries()).toEqual([]), 5000)
    expect(edgeCounts()).toMatchObject({ purges: 5, refusedPurges: 0 })
  })
})

describe('a batch of writes', () => {
  it('waits for the next minute when this one’s calls are made, and forgets then', async () => {
    const { post, page } = await warmPost()
    const spent = { ...env, PURGE_CALLS: { limit: async () => ({ success: false }) } }
    expect(await take([{ community: null, tags: [tag.post(post)] }], spent)).toEqual(LATER)
    expect(edgeCounts().purges).toBe(0)
    expect(timing(await page()).cache).toBe('HIT')
    expect(await take([{ community: null, tags: [tag.post(post)] }])).toEqual(DONE)
    expect(timing(await page()).cache).toBe('MISS')
  })

  it('comes again when the platform refuses it, until it is taken', async () => {
    const { post, page } = await warmPost()
    const batch = [{ community: null, tags: [tag.post(post)] }]
    spoilPurges('refused')
    expect([await take(batch), await take(batch)]).toEqual([LATER, LATER])
    expect(timing(await page()).cache).toBe('HIT')
    spoilPurges('none')
    expect(await take(batch)).toEqual(DONE)
    expect(timing(await page()).cache).toBe('MISS')
  })

  it('of more than a call may name takes several', async () => {
    const tags = many(201, (at) => tag.profile(`writer-${at}`))
    expect(await take([{ community: null, tags }])).toEqual(DONE)
    expect(edgeCounts()).toMatchObject({ purges: 3, refusedPurges: 0 })
  })

  it('is not held up by a message that nobody understands', async () => {
    const { post, page } = await warmPost()
    const odd = [null, 'words', { tags: 'post:1' }, { community: 'a', tags: [1] }]
    expect(await take([...odd, { community: null, tags: [tag.post(post)] }])).toEqual(DONE)
    expect(timing(await page()).cache).toBe('MISS')
    expect(await take(odd)).toEqual(DONE)
    expect(edgeCounts().purges).toBe(1)
  })
})

describe('a right that is taken away', () => {
  it('is gone before the answer, when the calls of gathered writes are all made', async () => {
    const home = await community()
    const [space, ben] = [await home.space({ visibility: 'private' }), await home.join('Ben')]
    await home.owner.put(home.at(`/s/${space}/guests/${ben.username}`))
    const page = () => ben.rest().get(home.at(`/s/${space}`), { accept: 'text/html' })
    expect((await page()).status).toBe(200)
    expect(timing(await page()).cache).toBe('HIT')
    gather(true)
    while ((await env.PURGE_CALLS.limit({ key: 'soon' })).success);
    await home.owner.delete(home.at(`/s/${space}/guests/${ben.username}`))
    expect((await page()).status).toBe(404)
  })

  it('goes into the queue when the platform refuses, and is gone when that is taken', async () => {
    const home = await community()
    const ben = await home.join('Ben')
    const page = () => ben.rest().get(home.at('/members'), { accept: 'text/html' })
    expect((await page()).status).toBe(200)
    resetCounts()
    spoilPurges('refused')
    const { sent, queue } = keeper()
    await forgetNow({ ...env, PURGES: queue }, [tag.passport(ben.id)], home.slug)
    expect(sent).toEqual([{ tags: [tag.passport(ben.id)], community: home.slug }])
    expect(edgeCounts()).toMatchObject({ purges: 1, refusedPurges: 1 })
    spoilPurges('none')
    const passports = () => edgeEntries().filter(({ path }) => path.startsWith('/fact/passport'))
    expect(passports()).toHaveLength(1)
    expect(await take(sent)).toEqual(DONE)
    expect(passports()).toHaveLength(0)
  })
})

const DONE = { isDone: true, again: false }
const LATER = { isDone: false, again: true }

/** What becomes of a batch of these writes, in a minute of its own. */
async function take(writes: unknown[], at: Env = { ...env, PURGE_CALLS: unlimited }) {
  const taken = await takeFrom(writes, { queue: 'opencircle-purges', bindings: at })
  return { isDone: taken.isDone, again: taken.isAgain }
}

const unlimited = { limit: async () => ({ success: true }) }

/** A post whose page is kept. */
async function warmPost() {
  const home = await community()
  const post = await home.post(home.owner, await home.space())
  const page = () => guest().get(home.at(`/posts/${post}`), { accept: 'text/html' })
  await page()
  expect(timing(await page()).cache).toBe('HIT')
  resetCounts()
  return { post, page }
}
