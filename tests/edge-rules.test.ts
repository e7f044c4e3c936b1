import { describe, expect, it } from 'vitest'
import { canonical, keyOf } from '../local/edge/key.ts'
import { judge, tagsIn } from '../local/edge/policy.ts'
import { createStore, type Entry } from '../local/edge/store.ts'

const NOW = Date.UTC(2026, 0, 1)

const verdict = (headers: Record<string, string>, status = 200, isAuthorized = false) =>
  judge({ status, headers: new Headers(headers) }, { isAuthorized, now: NOW })

const kept = (control: string, status = 200) => {
  const told = verdict({ 'cache-control': control }, status)
  return told.store ? [told.fresh, told.whileRevalidating, told.ifError] : told.status
}

describe('what is stored', () => {
  it('is as Cache-Control says', () => {
    expect(kept('public, max-age=60')).toEqual([60, 0, Number.POSITIVE_INFINITY])
    expect(kept('Max-Age="60", stale-while-revalidate=240, stale-if-error=0')).toEqual([60, 240, 0])
    expect(kept('max-age=60, s-maxage=10, stale-while-revalidate=240')).toEqual([10, 0, 0])
    expect(kept('max-age=60, must-revalidate, stale-if-error=9')).toEqual([60, 0, 0])
    expect(kept('no-cache, stale-while-revalidate=5')).toEqual([0, 5, Number.POSITIVE_INFINITY])
    for (const never of ['no-store', 'private', 'private="x", max-age=9', 'max-age=9, no-store'])
      expect(kept(never)).toBe('BYPASS')
  })

  it('follows the most specific header', () => {
    const all = {
      'cloudflare-cdn-cache-control': 'max-age=1',
      'cdn-cache-control': 'max-age=2',
      'cache-control': 'no-store',
    }
    const { 'cloudflare-cdn-cache-control': _, ...two } = all
    expect(verdict(all)).toMatchObject({ store: true, fresh: 1 })
    expect(verdict(two)).toMatchObject({ store: true, fresh: 2 })
  })

  it('has a time by status when nothing is said, and none for odd statuses', () => {
    expect([200, 301, 404, 405].map((status) => verdict({}, status))).toMatchObject(
      [7200, 1200, 180, 60].map((fresh) => ({ store: true, fresh })),
    )
    for (const status of [302, 403, 500])
      expect(verdict({}, status)).toEqual({ store: false, status: 'DYNAMIC' })
    expect(kept('max-age=9', 403)).toContain(9)
    for (const status of [206, 304, 520, 526]) expect(kept('max-age=9', status)).toBe('MISS')
    expect(verdict({ expires: new Date(NOW + 90_000).toUTCString() })).toMatchObject({ fresh: 90 })
    expect(verdict({ expires: '0' })).toMatchObject({ fresh: 0 })
  })

  it('leaves out cookies, what varies by all, and what was asked with Authorization', () => {
    const control = { 'cache-control': 'max-age=60' }
    expect(verdict({ ...control, 'set-cookie': 'a=b' })).toMatchObject({ status: 'BYPASS' })
    expect(verdict({ ...control, vary: 'Accept, *' })).toMatchObject({ status: 'BYPASS' })
    expect(verdict(control, 200, true)).toMatchObject({ status: 'BYPASS' })
    expect(verdict({ 'cache-control': 'public, max-age=60' }, 200, true)).toMatchObject({
      fresh: 60,
    })
  })
})

describe('a key', () => {
  const key = (url: string, props: unknown = {}, headers: Record<string, string> = {}) =>
    keyOf('Page', props, new Request(url, { headers })).key

  it('is entrypoint, path, query and props alone', () => {
    const usual = key('https://one.example/a?b=1', { x: 1, y: { z: [1, 'q'] } })
    const cookie = {
      cookie: 'a=b',
      'user-agent': 'me',
      accept: '*/*',
      'x-forwarded-scheme': 'https',
    }
    expect(key('http://two.example:81/a?b=1#c', { y: { z: [1, 'q'] }, x: 1 }, cookie)).toBe(usual)
    expect(key('https://one.example/a?b=1', { x: 1 })).not.toBe(usual)
    expect(key('https://one.example/a?b=2', { x: 1, y: { z: [1, 'q'] } })).not.toBe(usual)
    expect(keyOf('Other', {}, new Request('https://a/b')).key).not.toBe(key('https://a/b'))
  })

  it('parts those who send headers that poison', () => {
    expect(key('https://a/b', {}, { 'x-forwarded-host': 'evil' })).not.toBe(key('https://a/b'))
    expect(key('https://a/b', {}, { 'x-forwarded-scheme': 'nope' })).not.toBe(key('https://a/b'))
  })

  it('writes props one way', () => {
    expect(canonical({ b: undefined, a: null })).toBe(canonical({ a: null }))
    expect(canonical(undefined)).toBe('undefined')
    expect(canonical(['b', 'a'])).not.toBe(canonical(['a', 'b']))
  })
})

describe('tags', () => {
  it('are printable, lower case, each once, a thousand at most', () => {
    expect(tagsIn('A, b ,,a,with space,ü,c')).toEqual(['a', 'b', 'c'])
    expect(tagsIn('x'.repeat(1025))).toEqual([])
    expect(tagsIn(Array.from({ length: 1200 }, (_, at) => `t${at}`).join())).toHaveLength(1000)
    expect(tagsIn(null)).toEqual([])
  })
})

describe('the store', () => {
  it('drops what was asked for longest ago', () => {
    const store = createStore(25)
    const none = new Headers()
    for (const path of ['a', 'b']) store.put(path, entry(path))
    store.find('a', none)
    store.put('c', entry('c'))
    expect(store.all().map(({ path }) => path)).toEqual(['a', 'c'])
    store.put('a', entry('a'))
    expect(store.all()).toHaveLength(2)
    store.put('d', { ...entry('d'), body: new Uint8Array(26) })
    expect(store.find('d', none)).toBeUndefined()
  })
})

function entry(path: string): Entry {
  const times = { storedAt: NOW, freshUntil: NOW, staleUntil: NOW, errorUntil: NOW }
  return {
    ...{ entrypoint: 'Page', path, props: '{}', vary: [], variant: '', status: 200, tags: [] },
    ...{ headers: new Headers(), body: new Uint8Array(10), ...times },
    allowed: { store: true, fresh: 0, whileRevalidating: 0, ifError: 0 },
  }
}
