import type { Seen } from '../browser/run.ts'
import type { PageCost } from '../pages/run.ts'
import type { Result } from './result.ts'
import { type Cell, table } from './table.ts'

type Budget = {
  what: string
  /** null where only growth matters */
  limit: number | null
  /** whether the value may not be over the limit, or not under it */
  bound: 'most' | 'least'
  /** the worst that was measured; undefined when it was not */
  of: (result: Result) => number | undefined
}

const pages = (of: (cost: PageCost) => number, which: (cost: PageCost) => boolean) => (r: Result) =>
  worst(r.pages?.costs.filter(which).map(of))

const first = (of: (seen: Seen) => number, profile?: string) => (r: Result) =>
  worst(
    r.browser
      ?.filter((seen) => seen.visit === 'first' && (!profile || seen.profile === profile))
      .map(of),
  )

const feeds = (of: 'rate' | 'ofLoopback', viewer: 'guest' | 'member') => (r: Result) =>
  r.load?.find((run) => run.what === 'feed' && run.viewer === viewer && run.connections === 20)?.[
    of
  ] ?? undefined

const isWarm = ({ cache }: PageCost) => cache === 'warm'
const isFor = (who: PageCost['viewer']) => (cost: PageCost) => isWarm(cost) && cost.viewer === who

/** What docs/budgets.md promises of every page; and none may cost more where there is more. */
const budgets: Budget[] = [
  {
    what: 'rows read by the heaviest page, warm',
    limit: null,
    bound: 'most',
    of: pages((c) => c.rows, isWarm),
  },
  {
    what: 'rows read by the heaviest page, cold',
    limit: null,
    bound: 'most',
    of: pages(
      (c) => c.rows,
      (c) => !isWarm(c),
    ),
  },
  {
    what: 'round trips, warm, guest',
    limit: 0,
    bound: 'most',
    of: pages((c) => c.before + c.after, isFor('guest')),
  },
  {
    what: 'round trips before the first byte, warm, member',
    limit: 0,
    bound: 'most',
    of: pages((c) => c.before, isFor('member')),
  },
  {
    what: 'round trips after it, warm, member',
    limit: 1,
    bound: 'most',
    of: pages((c) => c.after, isFor('member')),
  },
  {
    what: 'CPU ms of the dearest page, warm',
    limit: 3,
    bound: 'most',
    of: pages((c) => c.cpu, isWarm),
  },
  {
    what: 'CPU ms of the dearest page, cold',
    limit: 10,
    bound: 'most',
    of: pages(
      (c) => c.cpu,
      (c) => !isWarm(c),
    ),
  },
  { what: 'requests of a first visit', limit: 10, bound: 'most', of: first((s) => s.requests) },
  { what: 'kB of a first visit', limit: 60, bound: 'most', of: first((s) => s.bytes / 1000) },
  { what: 'CLS', limit: 0.01, bound: 'most', of: first((s) => s.cls) },
  { what: 'LCP ms, middle profile', limit: 400, bound: 'most', of: first((s) => s.lcp, 'middle') },
  {
    what: 'blocking ms, middle profile',
    limit: 50,
    bound: 'most',
    of: first((s) => s.tbt, 'middle'),
  },
  { what: 'LCP ms, slow profile', limit: 1000, bound: 'most', of: first((s) => s.lcp, 'slow') },
  {
    what: 'feed of a loopback, 20 connections, guest',
    limit: 0.5,
    bound: 'least',
    of: feeds('ofLoopback', 'guest'),
  },
  {
    what: 'feed of a loopback, 20 connections, member',
    limit: 0.5,
    bound: 'least',
    of: feeds('ofLoopback', 'member'),
  },
  {
    what: 'feeds/s, 20 connections, guest',
    limit: 1830,
    bound: 'least',
    of: feeds('rate', 'guest'),
  },
  {
    what: 'feeds/s, 20 connections, member',
    limit: 360,
    bound: 'least',
    of: feeds('rate', 'member'),
  },
]

/** One row for each budget: the worst of each size, and how it grew from the smallest to the largest. */
export function budgetTable(results: Result[]): string {
  const sizes = results.map(({ size }) => `${size.posts.toLocaleString('en')} posts`)
  const rows = budgets.flatMap(({ what, limit, bound, of }): Cell[][] => {
    const values = results.map(of)
    const known = values.filter((value) => value !== undefined)
    if (known.length === 0) return []
    const grown = (known.at(-1) ?? 0) / (known[0] ?? 0)
    const growth = results.length > 1 ? [grown] : []
    if (limit === null) return [[what, '', ...values, '', ...growth]]
    const isKept = known.every((value) => (bound === 'most' ? value <= limit : value >= limit))
    const sign = bound === 'most' ? '≤' : '≥'
    return [[what, `${sign} ${limit}`, ...values, isKept ? 'kept' : 'missed', ...growth]]
  })
  const growth = results.length > 1 ? ['× smallest'] : []
  return table(['budget', 'limit', ...sizes, '', ...growth], rows)
}

const worst = (values: number[] | undefined): number | undefined =>
  values?.length ? Math.max(...values) : undefined
