import { normalTag } from './policy.ts'
import { budget, counts, faults, flights, notePurge, now, store } from './state.ts'
import { age, type Entry } from './store.ts'

const PER_CALL = 100

/** `ctx.cache` of one entrypoint. It reaches no entry of another entrypoint. */
export const cacheOf = (entrypoint: string): CacheContext => ({
  purge: async (options) => call(entrypoint, options, false),
  invalidate: async (options) => call(entrypoint, options, true),
})

function call(entrypoint: string, options: CachePurgeOptions, isSoft: boolean): CachePurgeResult {
  counts.purges += 1
  const fault = faultIn(options)
  if (fault) return refused(400, fault)
  if (faults.purges === 'refused' || !budget.take(now()))
    return refused(429, 'Rate limit reached: too many purges, please wait')
  if (faults.purges !== 'lost') apply(entrypoint, options, isSoft)
  return { success: true, errors: [] }
}

function apply(entrypoint: string, options: CachePurgeOptions, isSoft: boolean): void {
  const tags = (options.tags ?? []).map(normalTag)
  const matches = matcher(entrypoint, options, new Set(tags))
  const isByTag = !options.purgeEverything && !options.pathPrefixes?.length
  const keys = isByTag ? store.tagged(entrypoint, tags) : undefined
  notePurge({ isSoft, matches })
  // who asks from now on does not wait for what began before
  flights.clear()
  if (isSoft) for (const entry of store.all(keys).filter(matches)) age(entry, now())
  else store.drop(matches, keys)
}

function matcher(
  entrypoint: string,
  { pathPrefixes = [], purgeEverything }: CachePurgeOptions,
  tags: Set<string>,
): (entry: Entry) => boolean {
  const prefixes = pathPrefixes.map((prefix) => `/${prefix.replace(/^\//, '')}`)
  return (entry) =>
    entry.entrypoint === entrypoint &&
    (purgeEverything === true ||
      entry.tags.some((tag) => tags.has(tag)) ||
      prefixes.some((prefix) => entry.path.startsWith(prefix)))
}

function faultIn({ tags, pathPrefixes, purgeEverything }: CachePurgeOptions): string | undefined {
  const named = [...(tags ?? []), ...(pathPrefixes ?? [])]
  if (purgeEverything && named.length) return 'purgeEverything stands alone'
  if (!purgeEverything && !named.length) return 'Nothing to purge'
  if (named.length > PER_CALL) return `More than ${PER_CALL} tags and prefixes in one call`
  if (pathPrefixes?.some((prefix) => /[?#]|:\/\//.test(prefix)))
    return 'A path prefix has no scheme, host, query or fragment'
  return undefined
}

function refused(code: number, message: string): CachePurgeResult {
  counts.refusedPurges += 1
  return { success: false, errors: [{ code, message }] }
}
