// A/B: node zab.ts  (A=/tmp/wt/base, B=here)
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { openSeeded, sizeFor } from './bench/seed/seeded.ts'
import { startNeon } from './local/neon.ts'
import { startClerk } from './local/clerk.ts'
import { openPeople } from './local/people.ts'
import { startFront } from './bench/site/front.ts'
import { signIn } from './bench/site/signin.ts'
import { cpuOf } from './bench/site/cpu.ts'
import { ask } from './bench/site/ask.ts'
import { MEMBER } from './bench/seed/places.ts'
const roots = (process.env.ROOTS ?? '/work/main,/tmp/wt/speed').split(',')
const db = await openSeeded(import.meta.dirname, sizeFor(1000))
const neon = await startNeon({ databaseUrl: db.url })
const people = openPeople(db.url)
const pidsOf = () => readdirSync('/proc').filter((n) => /^\d+$/.test(n)).filter((n) => { try { return readFileSync(`/proc/${n}/comm`, 'utf8').trim() === 'workerd' && readFileSync(`/proc/${n}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1] === String(process.pid) } catch { return false } }).map(Number)
const sides = []
for (const root of roots) {
  const before = pidsOf()
  const folder = mkdtempSync(join(tmpdir(), 'ab-'))
  const r = spawnSync('wrangler', ['deploy', join(root, 'bench/worker/entry.ts'), '--dry-run', '--minify', '--outdir', folder], { cwd: root, encoding: 'utf8' })
  if (r.status) { console.log(r.stdout, r.stderr); process.exit(1) }
  const front = await startFront()
  const clerk = await startClerk({ dataDir: folder, people: people.all, appUrl: front.url })
  const vars = { ...clerk.env, ENVIRONMENT: 'test', SESSION_KEYS: 'only-for-this-run', DATABASE_URL: db.url, NEON_ENDPOINT: neon.endpoint }
  const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}/wrangler.toml`)
  const { modulesRules: _, ...worker } = workerOptions
  const mf = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', cf: false, telemetry: { enabled: false }, log: new Log(LogLevel.WARN),
    workers: [{ ...worker, name: 'opencircle', modules: true, modulesRoot: folder, scriptPath: join(folder, 'entry.js'), bindings: Object.assign({}, worker.bindings, vars),
      unsafeDirectSockets: ['default', 'App', 'Empty', 'Forget'].map((entrypoint) => ({ host: '127.0.0.1', port: 0, entrypoint })) }] }))
  await mf.ready
  const at = async (n: string) => (await mf.unsafeGetDirectURL('opencircle', n)).origin
  const [routed, app, empty, forget] = [await at('default'), await at('App'), await at('Empty'), await at('Forget')]
  front.target = routed!
  const session = await signIn(front.url, clerk.url, MEMBER)
  const pid = pidsOf().find((p) => !before.includes(p))!
  sides.push({ root, app, empty, forget, pid, cookie: { cookie: `${session.name}=${session.value}; js=1` }, stop: async () => { await mf.dispose(); await clerk.stop(); await front.stop() } })
}
const N = Number(process.env.N ?? 200), K = Number(process.env.K ?? 7)
const med = (x: number[]) => [...x].sort((a, b) => a - b)[Math.floor(x.length / 2)]!
for (const run of (process.env.RUNS ?? '/load:member:warm').split(',')) {
  const [path = '', who = '', cache = ''] = run.split(':')
  const out = sides.map(() => [] as number[]), base = sides.map(() => [] as number[])
  let size: number[] = []
  const works = sides.map((s) => { const visit = () => ask(s.app + path, who === 'member' ? s.cookie : {}); return cache === 'cold' ? () => ask(s.forget).then(visit) : visit })
  const bases = sides.map((s) => cache === 'cold' ? () => ask(s.forget).then(() => ask(s.empty)) : () => ask(s.empty))
  for (const [i] of sides.entries()) { for (let k = 0; k < 150; k++) { const r = await works[i]!(); size[i] = r.body.length; await bases[i]!() } }
  for (let k = 0; k < K; k++) for (const [i, s] of sides.entries()) {
    let a = cpuOf(s.pid); for (let n = 0; n < N; n++) await works[i]!(); out[i]!.push((cpuOf(s.pid) - a) / N)
    a = cpuOf(s.pid); for (let n = 0; n < N; n++) await bases[i]!(); base[i]!.push((cpuOf(s.pid) - a) / N)
  }
  console.log(run, sides.map((s, i) => `${s.root.split('/').at(-1)} ${(med(out[i]!) - med(base[i]!)).toFixed(2)} ms (min ${(Math.min(...out[i]!) - Math.min(...base[i]!)).toFixed(2)}; base ${med(base[i]!).toFixed(2)}; ${size[i]} B)`).join(' | '))
}
for (const s of sides) await s.stop()
await people.stop?.(); await neon.stop(); await db.stop(); process.exit(0)
