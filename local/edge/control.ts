import {
  ahead,
  budget,
  type Counts,
  counts,
  faults,
  flights,
  resetCounts,
  setAhead,
  store,
} from './state.ts'

/** One entry as a test sees it. */
export type Seen = {
  entrypoint: string
  path: string
  props: unknown
  status: number
  headers: Record<string, string>
  tags: readonly string[]
  body: string
}

/** All that is stored, the ones asked for longest ago first. */
export const edgeEntries = (): Seen[] =>
  store.all().map(({ entrypoint, path, props, status, headers, tags, body }) => ({
    entrypoint,
    path,
    props: props === 'undefined' ? undefined : JSON.parse(props),
    status,
    headers: Object.fromEntries(headers),
    tags,
    body: new TextDecoder().decode(body),
  }))

/** Runs of the Worker, answers by Cf-Cache-Status, and purge calls, since `resetEdge`. */
export const edgeCounts = (): Counts => ({ ...counts })

/** Moves the clock of the cache (ages, purge budget) ahead. */
export const passSeconds = (seconds: number): void => setAhead(ahead() + seconds * 1000)

/** From now on purges fail as if the budget were gone, or are accepted and do nothing. */
export const spoilPurges = (how: 'none' | 'refused' | 'lost'): void => {
  faults.purges = how
}

/** Nothing stored, a full budget, nothing spoilt, the clock on time. */
export function resetEdge(): void {
  store.drop(() => true)
  flights.clear()
  budget.fill()
  faults.purges = 'none'
  setAhead(0)
  resetCounts()
}
