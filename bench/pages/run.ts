import { brotliCompressSync, constants } from 'node:zlib'
import type pg from 'pg'
import type { Place } from '../seed/places.ts'
import { ask } from '../site/ask.ts'
import type { Stack } from '../site/stack.ts'
import { cpuFor } from './cpu.ts'
import { costOf, type Probed, probe } from './probe.ts'

export type PageCost = Omit<Probed, 'queries'> & {
  page: string
  viewer: 'guest' | 'member'
  /** warm: all that is cached is cached. cold: nothing is */
  cache: 'warm' | 'cold'
  statements: number
  /** of the database: rows read from tables and indexes, rows given, 8 kB pages, milliseconds */
  rows: number
  given: number
  pages: number
  dbMs: number
  /** the body as Cloudflare would send it */
  brotli: number
  /** milliseconds of workerd for one request, less those of an empty route */
  cpu: number
}

/** Costs of every page for a guest and a member, cold and warm; and of an empty route. */
export async function measurePages(
  stack: Stack,
  client: pg.Client,
  places: Place[],
  least: number,
) {
  const { site } = stack
  const nothing = () => ask(site.empty)
  const forgetting = (work: () => Promise<unknown>) => () => ask(site.forget).then(work)
  for (let i = 0; i < 200; i++) await nothing()
  const empty = await cpuFor(site.pid, nothing, least)
  const forgotten = await cpuFor(site.pid, forgetting(nothing), least)
  const costs: PageCost[] = []
  for (const { name: page, path } of places) {
    for (const viewer of ['guest', 'member'] as const) {
      const headers = stack.viewers[viewer]
      const visit = () => ask(site.app + path, headers)
      if ((await visit()).status !== 200) continue
      for (const cache of ['cold', 'warm'] as const) {
        const work = cache === 'cold' ? forgetting(visit) : visit
        // the code of the page warms up, too
        for (let i = 0; i < 30; i++) await work()
        if (cache === 'cold') await ask(site.forget)
        const { queries, ...probed } = await probe(stack, path, headers)
        const { ms: dbMs, ...cost } = await costOf(client, queries)
        const cpu = (await cpuFor(site.pid, work, least)) - (cache === 'cold' ? forgotten : empty)
        const brotli = pressed((await visit()).body)
        const statements = queries.length
        costs.push({ page, viewer, cache, ...probed, statements, ...cost, dbMs, brotli, cpu })
      }
    }
  }
  return { empty, costs }
}

const pressed = (body: Buffer): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
