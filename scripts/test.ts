import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateTypes } from './build/types.ts'
import { build } from './build.ts'
import { weighPages, weighWorker } from './weigh.ts'

/** It asks every route as everyone: as long as a third of all others. */
const ACCESS = 'tests/access.test.ts'

type Counts = { passed: number; failed: number; skipped: number }

/** `npm test` runs all parts; `npm test -- types` one; any other word picks tests by file name. */
const parts: Record<string, () => Counts | Promise<Counts>> = {
  build: async () => {
    await build({ quiet: true })
    return one(weighPages())
  },
  types: async () => {
    await generateTypes(join(import.meta.dirname, '..'))
    return ['tsconfig.json', 'tsconfig.node.json', 'tsconfig.client.json']
      .map((config) => command('tsc', ['-p', config]))
      .reduce(add)
  },
  lint: () => command('biome', ['ci', '--error-on-warnings', '.']),
  unused: () => command('knip', ['--no-progress']),
  worker: () => vitest('worker', [], { more: ['--exclude', ACCESS] }),
  browser: () => told('browser') ?? vitest('browser', []),
  access: () => told('access') ?? vitest('worker', [ACCESS]),
  // other histories each day: one that fails says its seed
  prove: () => command('node', ['scripts/prove.ts', '--runs', '80', '--from', `${1000 * today()}`]),
  deploy: () => one(weighWorker()),
}

/** what runs beside the tests in workerd, part after part, and what it prints meanwhile */
const aside = new Map<string, Promise<Counts>>()
const held: Buffer[] = []
let show = (chunk: Buffer): void => void held.push(chunk)
/** They end what they started: Ctrl-C reaches them by itself, other signals by us. */
const children = new Set<ChildProcess>()
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
const wanted = process.argv.slice(2)
const filters = wanted.filter((word) => !(word in parts))
const chosen = Object.entries(parts).filter(([name]) => wanted.includes(name))
const started = Date.now()
let total: Counts = { passed: 0, failed: 0, skipped: 0 }

if (filters.length) {
  await build({ quiet: true })
  total = await timed('tests', () => vitest(undefined, filters))
} else {
  const all = wanted.length ? chosen : Object.entries(parts)
  for (const [name, run] of all) {
    // each run has its own servers and its own database, and leaves a core idle
    if (name === 'worker' && all.some(([other]) => other === 'browser')) {
      const browser = vitest('browser', [], { isAside: true })
      aside.set('browser', browser)
      aside.set(
        'access',
        browser.then(() => vitest('worker', [ACCESS], { isAside: true })),
      )
    }
    total = add(total, await timed(name, run))
  }
}
console.info(`\n${Math.round((Date.now() - started) / 1000)} s in all`)
console.info(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed ? 1 : 0)

/** What a part that runs aside comes to, and from now on what it prints; nothing if it does not. */
function told(part: string): Promise<Counts> | undefined {
  const counts = aside.get(part)
  if (!counts) return undefined
  process.stdout.write(Buffer.concat(held.splice(0)))
  show = (chunk) => void process.stdout.write(chunk)
  return counts
}

async function timed(name: string, run: () => Counts | Promise<Counts>): Promise<Counts> {
  const start = Date.now()
  console.info(`\n${name}`)
  const counts = await run()
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.info(`  ${counts.failed ? 'FAILED' : 'ok'} in ${seconds} s`)
  return counts
}

/** Days since 1970. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000)
}

function command(program: string, args: string[]): Counts {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' })
  if (error) console.info(`  ${error.message}`)
  return one(status === 0)
}

/** @param isAside holds back what it prints until its turn has come */
async function vitest(
  project: string | undefined,
  filters: string[],
  { isAside = false, more = [] }: { isAside?: boolean; more?: string[] } = {},
): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'opencircle-report-'))
  const report = join(dir, 'report.json')
  try {
    const args = ['run', ...filters, ...more, '--reporter=default', '--reporter=json']
    args.push(`--outputFile.json=${report}`, ...(project ? [`--project=${project}`] : []))
    const out = isAside ? 'pipe' : 'inherit'
    const running = spawn('vitest', args, { stdio: ['ignore', out, out] })
    children.add(running)
    for (const stream of [running.stdout, running.stderr])
      stream?.on('data', (chunk: Buffer) => show(chunk))
    const status = await new Promise<number | null>((end) => {
      running.on('close', end)
      running.on('error', (error) => {
        console.info(`  ${error.message}`)
        end(1)
      })
    })
    children.delete(running)
    return counted(report, status === 0)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function counted(report: string, isFine: boolean): Counts {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'))
    const skipped = json.numPendingTests + json.numTodoTests
    // a run may fail outside of its tests: a file that does not load, an unhandled error
    const failed = json.numFailedTests || (isFine ? 0 : 1)
    return { passed: json.numPassedTests, failed, skipped }
  } catch {
    return one(false)
  }
}

function one(isFine: boolean): Counts {
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 }
}

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}
