/** What a response allows: seconds for which it is fresh, then may be served stale; or why not. */
export type Verdict =
  | { store: true; fresh: number; whileRevalidating: number; ifError: number }
  | { store: false; status: 'BYPASS' | 'DYNAMIC' | 'MISS' }

/** Seconds that a response without Cache-Control and Expires is kept, by status. */
const HEURISTIC = new Map([
  ...[200, 203, 204].map((status) => [status, 7200] as const),
  ...[300, 301].map((status) => [status, 1200] as const),
  ...[404, 410].map((status) => [status, 180] as const),
  ...[405, 414, 501].map((status) => [status, 60] as const),
])

const NEVER = new Set([101, 206, 304, 520, 521, 522, 523, 524, 525, 526])

/** The most specific of these headers is the only one that counts. */
const PRECEDENCE = ['cloudflare-cdn-cache-control', 'cdn-cache-control', 'cache-control']

/**
 * Whether the cache keeps a response, and for how long. `isAuthorized`: the request carried
 * Authorization. `now` in milliseconds. Field names after `private=` and `no-cache=` are not read:
 * the whole response counts as private then, which is stricter than the platform.
 */
export function judge(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  { isAuthorized, now }: { isAuthorized: boolean; now: number },
): Verdict {
  if (NEVER.has(status)) return { store: false, status: 'MISS' }
  const rules = rulesIn(headers)
  const isStrict = ['s-maxage', 'must-revalidate', 'proxy-revalidate'].some((name) =>
    rules?.has(name),
  )
  const isShared = rules?.has('public') || rules?.has('s-maxage') || rules?.has('must-revalidate')
  if (
    rules?.has('no-store') ||
    rules?.has('private') ||
    headers.has('set-cookie') ||
    varyOf(headers).includes('*') ||
    (isAuthorized && !isShared)
  )
    return { store: false, status: 'BYPASS' }
  const fresh = freshness(status, headers, rules, now)
  if (fresh === undefined) return { store: false, status: 'DYNAMIC' }
  return {
    store: true,
    fresh,
    whileRevalidating: isStrict ? 0 : (seconds(rules?.get('stale-while-revalidate')) ?? 0),
    ifError: isStrict ? 0 : (seconds(rules?.get('stale-if-error')) ?? Number.POSITIVE_INFINITY),
  }
}

/** Says whether headers speak of caching at all; a 304 that does not leaves things as they were. */
export const speaksOfCaching = (headers: Headers): boolean =>
  rulesIn(headers) !== undefined || headers.has('expires')

/** The names of the request headers that make another variant, in lower case, sorted. */
export const varyOf = (headers: Headers): string[] =>
  (headers.get('vary') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)
    .sort()

/** The tags that count; the others are dropped without a word, as the platform does. */
export function tagsIn(header: string | null): string[] {
  const tags = (header ?? '').slice(0, 16_384).split(',').map(normalTag)
  const valid = tags.filter((tag) => /^[\x21-\x7e]{1,1024}$/.test(tag))
  return [...new Set(valid)].slice(0, 1000)
}

/** Tags are the same in any case. */
export const normalTag = (tag: string): string => tag.trim().toLowerCase()

type Rules = Map<string, string | undefined>

function freshness(
  status: number,
  headers: Headers,
  rules: Rules | undefined,
  now: number,
): number | undefined {
  const expires = headers.get('expires')
  if (!rules && expires === null) return HEURISTIC.get(status)
  const told = seconds(rules?.get('s-maxage')) ?? seconds(rules?.get('max-age')) ?? until(expires)
  const isWelcome = HEURISTIC.has(status) || told !== undefined || rules?.has('public')
  if (!isWelcome) return undefined
  return rules?.has('no-cache') ? 0 : (told ?? 0)

  function until(date: string | null): number | undefined {
    if (date === null) return undefined
    const at = Date.parse(date)
    // "0" and other dates that are none mean: already over
    return Number.isNaN(at) ? 0 : Math.max(0, Math.floor((at - now) / 1000))
  }
}

function rulesIn(headers: Headers): Rules | undefined {
  const name = PRECEDENCE.find((header) => headers.has(header))
  const value = name && headers.get(name)
  if (!value) return undefined
  const found = value.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]+)))?/g)
  return new Map(
    [...found].map(([, rule = '', quoted, bare]) => [rule.toLowerCase(), quoted ?? bare]),
  )
}

function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined
}
