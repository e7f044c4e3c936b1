import { variantOf } from './key.ts'
import { judge, speaksOfCaching, tagsIn, varyOf } from './policy.ts'
import { hideOwn } from './response.ts'
import { counts, now, purgeCount, purgedSince, type Shared, type Status, store } from './state.ts'
import { age, type Entry } from './store.ts'

/** One request to a cached entrypoint, and the way to ask the entrypoint itself. */
export type Call = {
  key: string
  entrypoint: string
  /** path and query */
  path: string
  /** canonical JSON */
  props: string
  request: Request
  run(request: Request): Promise<Response>
  waitUntil(promise: Promise<unknown>): void
}

/** What a run led to: an entry, or a response for the one who asked alone. */
export type Landing = Shared | { response: Response; status: Status }

/** Headers that the cache minds itself, so that a run always gives the whole thing. */
const OWN = ['range', 'if-range', 'if-match', 'if-none-match', 'if-modified-since']

/**
 * Runs the entrypoint and stores what may be stored. `old` is the entry that went stale: it is
 * named in a conditional request, and served again while the entrypoint fails.
 */
export async function fill(call: Call, old: Entry | undefined): Promise<Landing> {
  const before = purgeCount()
  counts.runs += 1
  const stale = (): Shared | undefined =>
    old && now() < old.errorUntil && purgedSince(before, old) !== 'purged'
      ? { entry: old, status: 'STALE' }
      : undefined
  try {
    const response = await call.run(whole(call.request, old))
    const shared = response.status < 500 ? undefined : stale()
    if (!shared) return await kept(call, old, response, before)
    await response.body?.cancel()
    return shared
  } catch (error) {
    const shared = stale()
    if (!shared) throw error
    console.error('A cached page could not be refreshed:', error)
    return shared
  }
}

async function kept(
  call: Call,
  old: Entry | undefined,
  response: Response,
  before: number,
): Promise<Landing> {
  const { request, entrypoint, path, props } = call
  if (response.status === 304 && old) {
    const entry = renewed(old, response.headers)
    keep(call.key, entry, before)
    return { entry, status: 'REVALIDATED' }
  }
  const isAuthorized = request.headers.has('authorization')
  const allowed = judge(response, { isAuthorized, now: now() })
  if (!allowed.store) return { response, status: allowed.status }
  const vary = varyOf(response.headers)
  const variant = variantOf(vary, request.headers)
  const headers = hideOwn(new Headers(response.headers))
  const tags = tagsIn(response.headers.get('cache-tag'))
  const { status } = response
  const body = new Uint8Array(await response.arrayBuffer())
  const where = { entrypoint, path, props, vary, variant }
  const entry = { ...where, status, headers, tags, body, ...lasting(allowed) }
  keep(call.key, entry, before)
  return { entry, status: old ? 'EXPIRED' : 'MISS' }
}

/** What was rendered before a purge and arrives after it answers who asked for it, and nobody else. */
function keep(key: string, entry: Entry, before: number): void {
  const since = purgedSince(before, entry)
  if (since === 'purged') return
  if (since === 'invalidated') age(entry, now())
  store.put(key, entry)
}

/** The entry as a 304 leaves it. */
function renewed(old: Entry, news: Headers): Entry {
  const headers = new Headers(old.headers)
  for (const [name, value] of hideOwn(new Headers(news))) headers.set(name, value)
  const told = speaksOfCaching(news)
    ? judge({ status: old.status, headers: news }, { isAuthorized: false, now: now() })
    : old.allowed
  const tags = news.has('cache-tag') ? tagsIn(news.get('cache-tag')) : old.tags
  return { ...old, headers, tags, ...lasting(told.store ? told : old.allowed) }
}

function lasting(allowed: Entry['allowed']) {
  const storedAt = now()
  const freshUntil = storedAt + allowed.fresh * 1000
  return {
    allowed,
    storedAt,
    freshUntil,
    staleUntil: freshUntil + allowed.whileRevalidating * 1000,
    errorUntil: freshUntil + allowed.ifError * 1000,
  }
}

/** GET, without conditions and ranges of the one who asks, with the conditions of the cache. */
function whole(request: Request, old: Entry | undefined): Request {
  const etag = old?.headers.get('etag')
  const modified = old?.headers.get('last-modified')
  const isPlain = request.method === 'GET' && !OWN.some((name) => request.headers.has(name))
  if (isPlain && !etag && !modified) return request
  const headers = new Headers(request.headers)
  for (const name of OWN) headers.delete(name)
  if (etag) headers.set('If-None-Match', etag)
  if (modified) headers.set('If-Modified-Since', modified)
  return new Request(request, { method: 'GET', headers })
}
