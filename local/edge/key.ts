/** Headers in which some frameworks see another address or method: they make another entry. */
const POISON = new Set([
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
  'x-forwarded-host',
  'x-host',
  'x-original-url',
  'x-rewrite-url',
  'forwarded',
  'cloudflare-workers-version-key',
  'x-forwarded-scheme',
])

/**
 * The parts of an entry's key: entrypoint, path with query, and props. Neither host nor method nor
 * any other header. (The platform's Worker version is this process.)
 */
export function keyOf(entrypoint: string, props: unknown, request: Request) {
  const path = pathOf(request.url)
  const written = writtenOnce(props)
  return { key: `${entrypoint} ${path} ${written}${poisonIn(request.headers)}`, path, written }
}

const known = new Map<string, string>()

// a hit costs microseconds, and the same props come again and again
function writtenOnce(props: unknown): string {
  const plain = JSON.stringify(props) ?? ''
  let written = known.get(plain)
  if (written === undefined) {
    written = canonical(props)
    if (known.size === 10_000) known.clear()
    known.set(plain, written)
  }
  return written
}

/** JSON with sorted keys, so that equal props make one entry. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const pairs = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join()}}`
}

/** The values of a request's headers that a response varies by. */
export const variantOf = (vary: readonly string[], headers: Headers): string =>
  vary.map((name) => `${name}=${headers.get(name) ?? ''}`).join('\n')

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const end = url.indexOf('#', start)
  return url.slice(start, end < 0 ? undefined : end)
}

function poisonIn(headers: Headers): string {
  let found = ''
  for (const [name, value] of headers) {
    if (!POISON.has(name) || (name === 'x-forwarded-scheme' && /^https?$/.test(value))) continue
    found += ` ${name}=${value}`
  }
  return found
}
