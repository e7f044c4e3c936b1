import { createBudget } from './budget.ts'
import { createStore, type Entry } from './store.ts'

/** Cf-Cache-Status */
export type Status =
  | 'HIT'
  | 'MISS'
  | 'EXPIRED'
  | 'REVALIDATED'
  | 'UPDATING'
  | 'STALE'
  | 'BYPASS'
  | 'DYNAMIC'

/** What a run of the Worker gave to all who wait for it. */
export type Shared = { entry: Entry; status: Status }

type Purge = { isSoft: boolean; matches: (entry: Entry) => boolean }

const KEPT_PURGES = 1000

export const store = createStore()
export const budget = createBudget()
/** Runs that are under way, by key: others who ask wait for them. Undefined: nothing to share. */
export const flights = new Map<string, Promise<Shared | undefined>>()
export const faults: { purges: 'none' | 'refused' | 'lost' } = { purges: 'none' }

const clock = { ahead: 0 }
export const now = (): number => Date.now() + clock.ahead
export const setAhead = (milliseconds: number): void => {
  clock.ahead = milliseconds
}
export const ahead = (): number => clock.ahead

export type Counts = Record<Status | 'runs' | 'purges' | 'refusedPurges', number>

const zero: Counts = {
  ...{ HIT: 0, MISS: 0, EXPIRED: 0, REVALIDATED: 0, UPDATING: 0, STALE: 0, BYPASS: 0, DYNAMIC: 0 },
  ...{ runs: 0, purges: 0, refusedPurges: 0 },
}
export const counts: Counts = { ...zero }
export const resetCounts = (): void => {
  Object.assign(counts, zero)
}

const purges: Purge[] = []
let forgotten = 0

/** How many purges there were so far. */
export const purgeCount = (): number => forgotten + purges.length

export function notePurge(purge: Purge): void {
  purges.push(purge)
  if (purges.length > KEPT_PURGES) {
    purges.shift()
    forgotten += 1
  }
}

/** What happened to an entry after `count` purges: what is not known any more counts as purged. */
export function purgedSince(count: number, entry: Entry): 'purged' | 'invalidated' | undefined {
  if (count < forgotten) return 'purged'
  const hits = purges.slice(count - forgotten).filter(({ matches }) => matches(entry))
  if (hits.some(({ isSoft }) => !isSoft)) return 'purged'
  return hits.length ? 'invalidated' : undefined
}
