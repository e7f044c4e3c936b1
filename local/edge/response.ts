import { counts, now, type Status } from './state.ts'
import type { Entry } from './store.ts'

/** Statuses that come without a body. */
const BODILESS = new Set([204, 205])

/** An entry as the caller sees it. A hit comes this way: nothing is copied but the headers. */
export function serve(entry: Entry, status: Status, { method }: Request): Response {
  counts[status] += 1
  const { status: code, headers, body } = entry
  const hasBody = method !== 'HEAD' && !BODILESS.has(code)
  const response = new Response(hasBody ? body : null, { status: code, headers })
  response.headers.set('Cf-Cache-Status', status)
  if (status !== 'MISS' && status !== 'EXPIRED')
    response.headers.set('Age', String(Math.max(0, Math.floor((now() - entry.storedAt) / 1000))))
  return response
}

/** A response that is not stored, as the caller sees it. */
export function pass(response: Response, status: Status, { method }: Request): Response {
  counts[status] += 1
  if (response.webSocket) return response
  if (method === 'HEAD') void response.body?.cancel()
  const seen = new Response(method === 'HEAD' ? null : response.body, response)
  hideOwn(seen.headers)
  seen.headers.set('Cf-Cache-Status', status)
  return seen
}

/** Takes off what was said to the cache alone. */
export function hideOwn(headers: Headers): Headers {
  headers.delete('Cache-Tag')
  headers.delete('Cloudflare-CDN-Cache-Control')
  return headers
}
