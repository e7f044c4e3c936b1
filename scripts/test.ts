import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateTypes } from './build/types.ts'
import { build } from './build.ts'
import { weighPages, weighWorker } from './weigh.ts'

type Counts = { passed: number; failed: number; skipped: number }
const NONE: Counts = { passed: 0, failed: 0, skipped: 0 }

/** `npm test` runs all parts; `npm test -- types` one; any other word picks tests by file name. */
const parts: Record<string, (aside?: Aside) => Counts | Promise<Counts>> = {
  build: async () => {
    await build({ quiet: true })
    return one(weighPages())
  },
  types: async () => {
    await generateTypes(join(import.meta.dirname, '..'))
    let counts = NONE
    for (const config of ['tsconfig.json', 'tsconfig.node.json', 'tsconfig.client.json'])
      counts = add(counts, await command('tsc', ['-p', config]))
    return counts
  },
  lint: () => command('biome', ['ci', '--error-on-warnings', '.']),
  unused: () => command('knip', ['--no-progress']),
  worker: () => vitest('worker', []),
  // other histories each day: one that fails says its seed
  prove: () => command('node', ['scripts/prove.ts', '--runs', '40', '--from', `${1000 * today()}`]),
  deploy: () => one(weighWorker()),
  browser: (aside) => vitest('browser', [], aside),
}

/**
 * What runs beside the tests in workerd, with its own servers and its own database. A third row makes
 * two cores no faster: then Chromium's many processes starve all else.
 */
const BESIDE = 'browser'
/** What it printed before it was its turn, and what it comes to. */
type Aside = { held: Buffer[] | null; counts?: Promise<Counts> }
let beside: Aside | undefined
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
let total = NONE
/** the names of the tests that failed, said once more at the end */
const failures: string[] = []

if (filters.length) {
  await build({ quiet: true })
  total = await timed('tests', () => vitest(undefined, filters))
} else {
  const all = wanted.length ? chosen : Object.entries(parts)
  for (const [name, run] of all) {
    if (name === 'worker' && all.some(([other]) => other === BESIDE)) beside = startBeside()
    total = add(total, await timed(name, () => told(name) ?? run()))
  }
}
for (const name of failures) console.info(`  failed: ${name}`)
console.info(`\n${Math.round((Date.now() - started) / 1000)} s in all`)
console.info(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed ? 1 : 0)

function startBeside(): Aside {
  const aside: Aside = { held: [] }
  aside.counts = Promise.resolve(parts[BESIDE]?.(aside) ?? NONE)
  return aside
}

/** What the part that runs aside comes to, and from now on what it prints; nothing if it does not. */
function told(part: string): Promise<Counts> | undefined {
  if (part !== BESIDE || !beside) return undefined
  process.stdout.write(Buffer.concat(beside.held ?? []))
  beside.held = null
  return beside.counts
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

async function command(program: string, args: string[]): Promise<Counts> {
  const counts = one((await run(program, args)) === 0)
  if (counts.failed) failures.push([program, ...args].join(' '))
  return counts
}

/** Runs a program to its end and gives its exit code. @param aside holds back what it prints until its turn has come */
async function run(program: string, args: string[], aside?: Aside): Promise<number | null> {
  const out = aside ? 'pipe' : 'inherit'
  const show = (chunk: Buffer) => {
    if (aside?.held) aside.held.push(chunk)
    else process.stdout.write(chunk)
  }
  const running = spawn(program, args, { stdio: ['ignore', out, out] })
  children.add(running)
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', show)
  const status = await new Promise<number | null>((end) => {
    running.on('close', end)
    running.on('error', (error) => {
      console.info(`  ${error.message}`)
      end(1)
    })
  })
  children.delete(running)
  return status
}

async function vitest(
  project: string | undefined,
  filters: string[],
  aside?: Aside,
): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'opencircle-report-'))
  const report = join(dir, 'report.json')
  try {
    const args = ['run', ...filters, '--reporter=default', '--reporter=json']
    args.push(`--outputFile.json=${report}`, ...(project ? [`--project=${project}`] : []))
    return counted(report, (await run('vitest', args, aside)) === 0)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function counted(report: string, isFine: boolean): Counts {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'))
    const skipped = json.numPendingTests + json.numTodoTests
    for (const { name, assertionResults } of json.testResults)
      for (const { status, fullName } of assertionResults)
        if (status === 'failed') failures.push(`${name} ${fullName}`)
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
