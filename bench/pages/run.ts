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
  /** the statement that reads the most */
  heaviest: { rows: number; sql: string }
  /** the body as Cloudflare would send it */
  brotli: number
  /** milliseconds of workerd for one request, less those of an empty route */
  cpu: number
}

/** As many visits as the code of a page takes to be compiled. */
const WARMING = 60

/** Costs of every page for a guest and a member, cold and warm; and of an empty route. */
export async function measurePages(
  stack: Stack,
  client: pg.Client,
  places: Place[],
  least: number,
) {
  const { pid, empty, forget } = stack.site
  const nothing = () => ask(empty)
  const forgetting = (work: () => Promise<unknown>) => () => ask(forget).then(work)
  const targets = await openTo(stack, places)
  for (let i = 0; i < WARMING; i++) {
    await nothing()
    for (const { visit } of targets) await forgetting(visit)()
  }
  const base = {
    warm: await cpuFor(pid, nothing, least),
    cold: await cpuFor(pid, forgetting(nothing), least),
  }
  const costs: PageCost[] = []
  for (const { page, viewer, path, visit } of targets) {
    for (const cache of ['cold', 'warm'] as const) {
      const work = cache === 'cold' ? forgetting(visit) : visit
      await (cache === 'cold' ? ask(forget) : visit())
      const { queries, ...probed } = await probe(stack, path, stack.viewers[viewer])
      const { ms: dbMs, ...cost } = await costOf(client, queries)
      const cpu = (await cpuFor(pid, work, least)) - base[cache]
      const brotli = pressed((await visit()).body)
      const statements = queries.length
      costs.push({ page, viewer, cache, ...probed, statements, ...cost, dbMs, brotli, cpu })
    }
  }
  return { empty: base.warm, costs }
}

/** Every page with every viewer who may see it. */
async function openTo({ site, viewers }: Stack, places: Place[]) {
  const targets = places.flatMap(({ name: page, path }) =>
    (['guest', 'member'] as const).map((viewer) => {
      const visit = () => ask(site.app + path, viewers[viewer])
      return { page, path, viewer, visit }
    }),
  )
  const statuses: number[] = []
  for (const { visit } of targets) statuses.push((await visit()).status)
  return targets.filter((_, at) => statuses[at] === 200)
}

const pressed = (body: Buffer): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
