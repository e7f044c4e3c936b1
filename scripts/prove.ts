import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Stripe from 'stripe'
import { startNeon } from '../local/neon.ts'
import { startPostgres } from '../local/postgres.ts'
import { startStripe } from '../local/stripe.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from './migrate.ts'
import { faultsOf } from './prove/check.ts'
import { live, type World } from './prove/history.ts'

/**
 * Lives through random histories of purchases, with webhooks repeated, mixed and lost and workers side
 * by side and cut off, and looks whether each ends in what Stripe's truth asks for. A history is known
 * by its seed: `npm run prove -- --from 4711 --runs 1` lives through that one again.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    beside: { type: 'string', default: '6' },
  },
})
const [runs, from, beside] = [values.runs, values.from, values.beside].map(Number) as [
  number,
  number,
  number,
]
/** The stand-in looks through all that it has for each question: it begins anew before that is much. */
const ROUND = 120

const started = Date.now()
const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-prove-'))
const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), fast: true })
await migrate(postgres.url)
const neon = await startNeon({ databaseUrl: postgres.url })
const db = connect({ DATABASE_URL: postgres.url, NEON_ENDPOINT: neon.endpoint })
const failed: string[] = []
const sums = { acts: 0, events: 0, syncs: 0, cut: 0, late: 0 }

try {
  for (let first = from; first < from + runs; first += ROUND) {
    const last = Math.min(first + ROUND, from + runs)
    await round(first, last)
    const seconds = Math.round((Date.now() - started) / 1000)
    if (runs > ROUND)
      console.info(`  ${last - from} of ${runs}, ${seconds} s, ${failed.length} failed`)
  }
} finally {
  await neon.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
for (const line of failed.slice(0, 20)) console.info(`  ${line}`)
const seconds = Math.round((Date.now() - started) / 1000)
const { acts, events, syncs, cut, late } = sums
console.info(
  `  ${runs} histories from seed ${from}: ${acts} acts, ${events} webhooks, ${syncs} fetches, ${cut} cut off, ${late} late, ${failed.length} failed, ${seconds} s`,
)
process.exit(failed.length ? 1 : 0)

async function round(first: number, last: number): Promise<void> {
  const service = await startStripe({})
  const { hostname, port } = new URL(service.url)
  const stripe = new Stripe(service.env.STRIPE_SECRET_KEY, {
    ...{ host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 },
    httpClient: Stripe.createFetchHttpClient(async (...asked) => {
      await new Promise((done) => setImmediate(done))
      return service.fetch(new Request(...asked))
    }),
  })
  const world: World = { db, stripe, control: service.control }
  let next = first
  const worker = async () => {
    while (next < last) await one(world, next++)
  }
  await Promise.all(Array.from({ length: beside }, worker))
  await service.stop()
}

async function one(world: World, seed: number): Promise<void> {
  try {
    const { person, counts } = await live(world, seed)
    for (const key of ['acts', 'events', 'syncs', 'cut', 'late'] as const) sums[key] += counts[key]
    const faults = await faultsOf(world, person)
    if (faults.length) failed.push(`seed ${seed}: ${faults.join('; ')}`)
  } catch (error) {
    failed.push(`seed ${seed}: ${error instanceof Error ? error.stack : error}`)
  }
}
