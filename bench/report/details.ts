import type { Result } from './result.ts'
import { type Cell, table } from './table.ts'

const kB = (bytes: number): number => bytes / 1000

/** A heading and a table for each part that was measured, all sizes in one. */
export const details = (results: Result[]): string[] => [
  section('What a page costs', [...PAGES], results, pageRows),
  section('How many a second', [...LOAD], results, loadRows),
  section('In Chromium', [...BROWSER], results, browserRows),
  section('Statements', [...PLANS], results, planRows),
]

function section(
  title: string,
  heads: string[],
  results: Result[],
  rowsOf: (result: Result) => Cell[][],
): string {
  const rows = results.flatMap((result) => {
    const posts = result.size.posts.toLocaleString('en')
    return rowsOf(result).map((row) => [posts, ...row])
  })
  return rows.length ? `### ${title}\n\n${table(['posts', ...heads], rows)}` : ''
}

const PAGES = [
  ...['page', 'viewer', 'cache', 'trips before first byte', 'after', 'Server-Timing'],
  ...['statements', 'rows read', 'rows given', '8 kB pages', 'db ms', 'kB', 'kB brotli', 'CPU ms'],
  '× empty',
]

const pageRows = ({ pages }: Result): Cell[][] =>
  pages
    ? [
        ['empty route', ...Array<Cell>(12).fill(''), pages.empty, 1],
        ...pages.costs.map((cost) => [
          ...[cost.page, cost.viewer, cost.cache, cost.before, cost.after, cost.said],
          ...[cost.statements, cost.rows, cost.given, cost.pages, cost.dbMs],
          ...[kB(cost.bytes), kB(cost.brotli), cost.cpu, cost.cpu / pages.empty],
        ]),
      ]
    : []

const LOAD = [
  ...['what', 'viewer', 'connections', 'kB', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms'],
  ...['of empty', 'of loopback', 'errors', 'generator busy'],
]

const loadRows = ({ load = [] }: Result): Cell[][] =>
  load.map((run) => [
    ...[run.what, run.viewer, run.connections, kB(run.bytes), run.rate, run.p50, run.p99],
    ...[run.cpu, run.ofEmpty, run.ofLoopback, run.errors, run.busy],
  ])

const BROWSER = [
  ...[
    'page',
    'viewer',
    'profile',
    'visit',
    'FCP ms',
    'LCP ms',
    '× bare',
    'CLS',
    'TBT ms',
    'requests',
    'kB',
  ],
  ...['pictures', 'kB of pictures', 'ahead', 'kB ahead'],
]

const browserRows = ({ browser = [] }: Result): Cell[][] =>
  browser.map((seen) => [
    ...[seen.page, seen.viewer, seen.profile, seen.visit, seen.fcp, seen.lcp, seen.ofBare],
    ...[seen.cls.toFixed(4), seen.tbt, seen.requests, kB(seen.bytes)],
    ...[seen.pictures, kB(seen.pictureBytes), seen.ahead, kB(seen.aheadBytes)],
  ])

const PLANS = ['statement', 'ms', 'rows read', '8 kB pages', 'rows given']

const planRows = ({ plans = [] }: Result): Cell[][] =>
  plans.map(({ name, ms, rows, pages, given }) => [name, ms, rows, pages, given])
