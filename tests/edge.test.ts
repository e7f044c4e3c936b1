import { beforeEach, describe, expect, it } from 'vitest'
import { answer } from '../local/edge/answer.ts'
import {
  edgeCounts,
  edgeEntries,
  passSeconds,
  resetEdge,
  spoilPurges,
} from '../local/edge/control.ts'
import { keyOf } from '../local/edge/key.ts'
import { cacheOf } from '../local/edge/purge.ts'
import { expectErrors } from './setup/strict.ts'

type Render = (request: Request) => Response | Promise<Response>

const KEPT = { 'Cache-Control': 'max-age=60', 'Cache-Tag': 'post:1, space:a' }
const SWR = { ...KEPT, 'Cache-Control': 'max-age=60, stale-while-revalidate=240' }

beforeEach(resetEdge)

/** A page behind the cache that says how often it ran, and what was left to be done after an answer. */
function page(headers: Record<string, string> = KEPT, entrypoint = 'Page') {
  const late: Promise<unknown>[] = []
  const self = {
    runs: 0,
    asked: [] as Request[],
    render: (() => new Response(`run ${self.runs}`, { headers })) as Render,
    get: (path = '/p?a=1', init: RequestInit & { props?: unknown } = {}) => {
      const { props = {}, ...rest } = init
      const request = new Request(`https://any.example${path}`, rest)
      const { key, written } = keyOf(entrypoint, props, request)
      return answer({
        ...{ key, path, props: written, entrypoint, request },
        run: async (asked) => {
          self.runs += 1
          self.asked.push(asked)
          return self.render(asked)
        },
        waitUntil: (promise) => void late.push(promise),
      })
    },
    settled: () => Promise.all(late),
  }
  return self
}

const seen = async (response: Response) => [
  response.headers.get('cf-cache-status'),
  await response.text(),
]

describe('the cache on this machine', () => {
  it('runs once, then answers from memory until max-age is over', async () => {
    const { get } = page()
    expect(await seen(await get())).toEqual(['MISS', 'run 1'])
    passSeconds(59)
    const hit = await get()
    expect(hit.headers.get('age')).toBe('59')
    expect(await seen(hit)).toEqual(['HIT', 'run 1'])
    passSeconds(1)
    expect(await seen(await get())).toEqual(['EXPIRED', 'run 2'])
    expect(await seen(await get())).toEqual(['HIT', 'run 2'])
  })

  it('keeps its own headers to itself', async () => {
    const { get } = page({ ...KEPT, 'Cloudflare-CDN-Cache-Control': 'max-age=10' })
    for (const response of [await get(), await get()]) {
      expect(response.headers.has('cache-tag')).toBe(false)
      expect(response.headers.has('cloudflare-cdn-cache-control')).toBe(false)
      expect(response.headers.get('cache-control')).toBe('max-age=60')
    }
  })

  it('shows a test what it holds', async () => {
    const { get } = page()
    await get('/p?a=1', { props: { right: 'member' } })
    expect(edgeEntries()).toEqual([
      {
        ...{ entrypoint: 'Page', path: '/p?a=1', props: { right: 'member' }, status: 200 },
        headers: { 'cache-control': 'max-age=60', 'content-type': 'text/plain;charset=UTF-8' },
        ...{ tags: ['post:1', 'space:a'], body: 'run 1' },
      },
    ])
  })

  it('serves stale once more while one run renews it', async () => {
    const { get, settled } = page(SWR)
    await get()
    passSeconds(61)
    const stale = await Promise.all([get(), get(), get()])
    expect(await Promise.all(stale.map(seen))).toEqual(Array(3).fill(['UPDATING', 'run 1']))
    await settled()
    expect(await seen(await get())).toEqual(['HIT', 'run 2'])
    passSeconds(300)
    expect(await seen(await get())).toEqual(['EXPIRED', 'run 3'])
  })

  it('serves stale while the Worker fails, for as long as it may', async () => {
    const limited = page({ 'Cache-Control': 'max-age=60, stale-if-error=100' })
    await limited.get()
    limited.render = () => new Response('away', { status: 503 })
    passSeconds(100)
    expect(await seen(await limited.get())).toEqual(['STALE', 'run 1'])
    limited.render = () => Promise.reject(new Error('away'))
    const errors = expectErrors(1)
    expect(await seen(await limited.get())).toEqual(['STALE', 'run 1'])
    expect(errors).toHaveLength(1)
    passSeconds(60)
    await expect(limited.get()).rejects.toThrow('away')
  })

  it('asks with the validators it has, and keeps the body after a 304', async () => {
    const etagged = page({ ...KEPT, ETag: '"1"' })
    await etagged.get('/p', { headers: { 'If-None-Match': '"mine"', Range: 'bytes=0-1' } })
    expect([...(etagged.asked[0]?.headers ?? [])]).toEqual([])
    passSeconds(61)
    etagged.render = () => new Response(null, { status: 304, headers: { ETag: '"1"', New: 'yes' } })
    const renewed = await etagged.get('/p')
    expect(etagged.asked[1]?.headers.get('if-none-match')).toBe('"1"')
    expect(renewed.headers.get('new')).toBe('yes')
    expect(await seen(renewed)).toEqual(['REVALIDATED', 'run 1'])
    expect(await seen(await etagged.get('/p'))).toEqual(['HIT', 'run 1'])
  })

  it('has one entry for GET and HEAD, and none for the rest', async () => {
    const { get } = page()
    const head = await get('/p', { method: 'HEAD' })
    expect(await seen(head)).toEqual(['MISS', ''])
    expect(await seen(await get('/p'))).toEqual(['HIT', 'run 1'])
    expect(await seen(await get('/p', { method: 'POST' }))).toEqual(['BYPASS', 'run 2'])
    expect(await seen(await get('/p'))).toEqual(['HIT', 'run 1'])
  })

  it('keeps a variant for each value that a response varies by', async () => {
    const { get } = page({ ...KEPT, Vary: 'Accept' })
    const html = { headers: { Accept: 'text/html' } }
    const json = { headers: { Accept: 'application/json' } }
    await get('/p', html)
    expect(await seen(await get('/p', json))).toEqual(['MISS', 'run 2'])
    expect(await seen(await get('/p', html))).toEqual(['HIT', 'run 1'])
    await cacheOf('Page').purge({ tags: ['post:1'] })
    expect(edgeEntries()).toEqual([])
  })
})

describe('many who ask at once', () => {
  it('wait for one run', async () => {
    const busy = page()
    const answers = await Promise.all(Array.from({ length: 200 }, () => busy.get()))
    expect(new Set(await Promise.all(answers.map((response) => response.text())))).toEqual(
      new Set(['run 1']),
    )
    expect(edgeCounts()).toMatchObject({ runs: 1, MISS: 1, HIT: 199 })
  })

  it('each get their own when it must not be stored', async () => {
    const own = page({ 'Cache-Control': 'no-store' })
    const answers = await Promise.all([own.get(), own.get(), own.get()])
    expect(new Set(await Promise.all(answers.map((response) => response.text()))).size).toBe(3)
    expect(edgeCounts()).toMatchObject({ runs: 3, BYPASS: 3 })
    expect(edgeEntries()).toEqual([])
  })
})

describe('purges', () => {
  it('forget by tag in any case, by path and all, within one entrypoint', async () => {
    const one = page()
    const other = page(KEPT, 'Other')
    const held = () => edgeEntries().map(({ entrypoint, path }) => `${entrypoint} ${path}`)
    for (const path of ['/a/1', '/a/2', '/b']) await one.get(path)
    await other.get('/a/1')
    const cache = cacheOf('Page')
    expect(await cache.purge({ pathPrefixes: ['a/'] })).toEqual({ success: true, errors: [] })
    expect(held()).toEqual(['Page /b', 'Other /a/1'])
    await cache.purge({ tags: ['POST:1'] })
    expect(held()).toEqual(['Other /a/1'])
    await cacheOf('Other').purge({ purgeEverything: true })
    expect(held()).toEqual([])
  })

  it('reach what was being rendered meanwhile', async () => {
    const slow = page()
    const { promise, resolve } = Promise.withResolvers<void>()
    slow.render = async () => {
      await promise
      return new Response('before', { headers: KEPT })
    }
    const early = slow.get()
    await cacheOf('Page').purge({ tags: ['space:a'] })
    slow.render = () => new Response('after', { headers: KEPT })
    expect(await seen(await slow.get())).toEqual(['MISS', 'after'])
    resolve()
    expect(await seen(await early)).toEqual(['MISS', 'before'])
    expect(await seen(await slow.get())).toEqual(['HIT', 'after'])
  })

  it('may only make stale', async () => {
    const { get, settled } = page(SWR)
    await get()
    await cacheOf('Page').invalidate({ tags: ['post:1'] })
    expect(await seen(await get())).toEqual(['UPDATING', 'run 1'])
    await settled()
    expect(await seen(await get())).toEqual(['HIT', 'run 2'])
  })

  it('are granted 25 at once and 5 a minute, 100 tags each', async () => {
    const cache = cacheOf('Page')
    const many = async (count: number) => {
      const results = []
      for (let at = 0; at < count; at += 1) results.push(await cache.purge({ tags: ['post:1'] }))
      return results.filter(({ success }) => success).length
    }
    const tags = Array.from({ length: 101 }, (_, at) => `post:${at}`)
    expect((await cache.purge({ tags })).success).toBe(false)
    expect(await many(30)).toBe(25)
    passSeconds(60)
    expect(await many(10)).toBe(5)
    const refused = await cache.purge({ tags: ['post:1'] })
    expect(refused.errors).toEqual([{ code: 429, message: expect.stringMatching(/rate limit/i) }])
  })

  it('can be spoilt by a test', async () => {
    const { get } = page()
    await get()
    spoilPurges('refused')
    expect((await cacheOf('Page').purge({ tags: ['post:1'] })).success).toBe(false)
    spoilPurges('lost')
    expect((await cacheOf('Page').purge({ tags: ['post:1'] })).success).toBe(true)
    expect(await seen(await get())).toEqual(['HIT', 'run 1'])
    expect(edgeCounts()).toMatchObject({ purges: 2, refusedPurges: 1 })
  })
})
