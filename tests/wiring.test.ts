import { describe, expect, it } from 'vitest'
import { app } from '../src/app.tsx'
import { schedule } from '../src/schedule.ts'
import wrangler from '../wrangler.toml?raw'

const rooms = Object.keys(import.meta.glob('../src/**/{routes.tsx,jobs.ts}'))
const doors: Record<string, string> = import.meta.glob(
  ['../src/{app.tsx,cached.ts,schedule.ts,queues.ts}', '../src/**/routes.tsx'],
  { query: '?raw', import: 'default', eager: true },
)

/** What a file imports of ours, as keys of the globs above. */
const importsOf = ([path, text]: [string, string]) =>
  [...text.matchAll(/from '(\.[^']+)'/g)].map(
    (match) => `..${new URL(match[1] ?? '', `https://x${path.slice(2)}`).pathname}`,
  )

describe('wiring', () => {
  it('mounts every routes file and every jobs file', () => {
    const imported = new Set(Object.entries(doors).flatMap(importsOf))
    const missing = rooms.filter((path) => !imported.has(path))
    expect(missing).toEqual([])
  })

  it('runs every cron expression of wrangler.toml, and no other', () => {
    const crons = [...(/crons = \[([^\]]*)\]/.exec(wrangler)?.[1] ?? '').matchAll(/"([^"]+)"/g)]
    expect(Object.keys(schedule)).toEqual(crons.map((match) => match[1]))
  })

  it('has a dead-letter queue for what is consumed', () => {
    expect(wrangler).toContain('dead_letter_queue = "opencircle-jobs-dead"')
  })

  it('never answers two handlers for one route', () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    const seen = new Set<string>()
    const chained = new Set(['GET /sign-in/callback', 'POST /sessions'])
    const twice = routes.filter((route) => seen.size === seen.add(route).size)
    expect(twice.filter((route) => !chained.has(route))).toEqual([])
  })
})
