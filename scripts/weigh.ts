import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes, gzipped, that any page may ask of its reader. */
const BUDGET = { js: 20 * 1024, css: 20 * 1024 }

type Profile = {
  startTime: number
  endTime: number
  timeDeltas: number[]
  samples: number[]
  nodes: { id: number; callFrame: { functionName: string } }[]
}

/** Dry-runs the deploy; prints the Worker's gzipped size and the time that its start takes. */
export function weighWorker(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'opencircle-weigh-'))
  try {
    const bundle = join(dir, 'worker.bundle')
    const deploy = wrangler(['deploy', '--dry-run', '--outfile', bundle])
    const size = /gzip: ([\d.]+ \w+)/.exec(deploy.stdout)?.[1]
    if (deploy.status !== 0 || !size) return fail(deploy.stdout + deploy.stderr)
    const profile = join(dir, 'startup.cpuprofile')
    const startup = wrangler(['check', 'startup', '--worker', bundle, '--outfile', profile])
    if (startup.status !== 0) return fail(startup.stdout + startup.stderr)
    console.info(`  Worker ${size} gzipped, start-up ${busyMilliseconds(profile)} ms of CPU`)
    return true
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Prints each page's scripts and styles in gzipped bytes; false when one is over the budget. */
export function weighPages(): boolean {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync('public/build/manifest.json', 'utf8'),
  )
  const bytes = (name: string) =>
    gzipSync(readFileSync(`public${manifest[name]}`), { level: 9 }).length
  const core = bytes('styles.css')
  const sheets = Object.keys(manifest).filter((name) => /(?<!styles)\.css$/.test(name))
  const own = sheets.map((name) => [name, bytes(name)] as const)
  console.info(`  every page: CSS ${core} B`)
  for (const [name, size] of own) console.info(`  CSS ${size} B more on some: ${name}`)
  let fits = core + Math.max(0, ...own.map(([, size]) => size)) <= BUDGET.css
  for (const [scripts, pages] of pagesByScripts()) {
    const js = ['ui.js', ...scripts.split(' ').filter(Boolean)].reduce(
      (sum, s) => sum + bytes(s),
      0,
    )
    console.info(`  JS ${js} B (ui.js ${scripts}): ${pages.join(', ')}`)
    fits &&= js <= BUDGET.js
  }
  return fits || fail(`  over the budget of ${BUDGET.js} B JS and ${BUDGET.css} B CSS`)
}

function pagesByScripts(): Map<string, string[]> {
  const pages = new Map<string, string[]>()
  for (const file of globSync('src/**/*.tsx')) {
    const text = readFileSync(file, 'utf8')
    for (const [, name = '', body = ''] of text.matchAll(
      /export const (\w+): Page<[\s\S]*?= \{([\s\S]*?)\n\}/g,
    )) {
      const scripts = /scripts: \[([^\]]*)\]/.exec(body)?.[1] ?? ''
      const key = [...scripts.matchAll(/'([^']+)'/g)].map((match) => match[1]).join(' ')
      pages.set(key, [...(pages.get(key) ?? []), name || basename(file)])
    }
  }
  return pages
}

/** CPU time of the start, idle left out; microseconds in the profile. */
function busyMilliseconds(path: string): number {
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(path, 'utf8'))
  const idle = new Set(nodes.filter((n) => n.callFrame.functionName === '(idle)').map((n) => n.id))
  const busy = timeDeltas.reduce(
    (sum, delta, i) => (idle.has(samples[i] ?? 0) ? sum : sum + delta),
    0,
  )
  return Math.round(busy / 1000)
}

function wrangler(args: string[]) {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' }
  return spawnSync('wrangler', args, { encoding: 'utf8', env })
}

function fail(words: string): false {
  console.info(words)
  return false
}
