// usage: node zprof.ts <path> <member|guest> <warm|cold> <n>
import { mkdtempSync } from 'node:fs'
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
import { findWorkerd, cpuOf } from './bench/site/cpu.ts'
import { ask } from './bench/site/ask.ts'
import { MEMBER } from './bench/seed/places.ts'
const root = import.meta.dirname
const folder = mkdtempSync(join(tmpdir(), 'prof-'))
const r = spawnSync('wrangler', ['deploy', 'bench/worker/entry.ts', '--dry-run', process.env.MIN ? '--minify' : '--minify=false', '--outdir', folder], { cwd: root, encoding: 'utf8' })
if (r.status) { console.log(r.stdout, r.stderr); process.exit(1) }
const db = await openSeeded(root, sizeFor(1000))
const neon = await startNeon({ databaseUrl: db.url })
const front = await startFront()
const people = openPeople(db.url)
const clerk = await startClerk({ dataDir: folder, people: people.all, appUrl: front.url })
const vars = { ...clerk.env, ENVIRONMENT: 'test', SESSION_KEYS: 'only-for-this-run', DATABASE_URL: db.url, NEON_ENDPOINT: neon.endpoint }
const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}/wrangler.toml`)
const { modulesRules: _, ...worker } = workerOptions
const mf = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', cf: false, telemetry: { enabled: false }, log: new Log(LogLevel.WARN), inspectorPort: 9797,
  workers: [{ ...worker, name: 'opencircle', modules: true, modulesRoot: folder, scriptPath: join(folder, 'entry.js'), bindings: Object.assign({}, worker.bindings, vars),
    unsafeDirectSockets: ['default', 'App', 'Empty', 'Forget'].map((entrypoint) => ({ host: '127.0.0.1', port: 0, entrypoint })) }] }))
await mf.ready
const at = async (n: string) => (await mf.unsafeGetDirectURL('opencircle', n)).origin
const [routed, app, empty, forget] = [await at('default'), await at('App'), await at('Empty'), await at('Forget')]
front.target = routed
const session = await signIn(front.url, clerk.url, MEMBER)
const cookie = { cookie: `${session.name}=${session.value}; js=1` }
const pid = findWorkerd()
const runs = (process.env.RUNS ?? '/big:member:warm').split(',')
const N = Number(process.env.N ?? 400)
const measure = async (work: () => Promise<unknown>, n: number) => { const a = cpuOf(pid); for (let i = 0; i < n; i++) await work(); return (cpuOf(pid) - a) / n }
for (let i = 0; i < 100; i++) await ask(empty)
const base = await measure(() => ask(empty), 2000)
const coldbase = await measure(() => ask(forget).then(() => ask(empty)), 1000)
console.log('empty', base.toFixed(3), 'forget+empty', coldbase.toFixed(3))
let id = 0
async function cdp() {
  const list = await (await fetch('http://127.0.0.1:9797/json')).json() as { webSocketDebuggerUrl: string }[]
  const ws = new WebSocket(list[0]!.webSocketDebuggerUrl)
  await new Promise((r, j) => { ws.onopen = r; ws.onerror = j })
  const waiting = new Map<number, (x: any) => void>()
  ws.onmessage = (m) => { const d = JSON.parse(String(m.data)); if (d.id) waiting.get(d.id)?.(d.result ?? d) }
  return { send: (method: string, params = {}) => new Promise<any>((r) => { waiting.set(++id, r); ws.send(JSON.stringify({ id, method, params })) }), close: () => ws.close() }
}
for (const run of runs) {
  const [path = '', who = '', cache = ''] = run.split(':')
  const headers = who === 'member' ? cookie : {}
  const visit = () => ask(app + path, headers)
  const work = cache === 'cold' ? () => ask(forget).then(visit) : visit
  for (let i = 0; i < 80; i++) await work()
  const res = await visit()
  const cpu = [0, 0, 0]
  for (let k = 0; k < 3; k++) cpu[k] = (await measure(work, N)) - (cache === 'cold' ? coldbase : base)
  console.log(run, res.status, res.body.length, 'cpu ms', cpu.map((x) => x.toFixed(2)).join(' '))
  if (process.env.PROFILE) {
    const c = await cdp()
    await c.send('Profiler.enable'); await c.send('Profiler.setSamplingInterval', { interval: 200 }); await c.send('Profiler.start')
    for (let i = 0; i < N; i++) await work()
    const { profile } = await c.send('Profiler.stop')
    c.close()
    const self = new Map<number, number>()
    profile.samples.forEach((s: number, i: number) => self.set(s, (self.get(s) ?? 0) + profile.timeDeltas[i]))
    const byId = new Map<number, any>(profile.nodes.map((n: any) => [n.id, n]))
    const parent = new Map<number, number>()
    for (const n of profile.nodes) for (const ch of n.children ?? []) parent.set(ch, n.id)
    const selfBy = new Map<string, number>(), totalBy = new Map<string, number>()
    const label = (n: any) => `${n.callFrame.functionName || '(anon)'}:${n.callFrame.lineNumber + 1}`
    for (const [nid, t] of self) {
      const n = byId.get(nid); selfBy.set(label(n), (selfBy.get(label(n)) ?? 0) + t)
      const seen = new Set<string>(); let cur: number | undefined = nid
      while (cur) { const l = label(byId.get(cur)); if (!seen.has(l)) { seen.add(l); totalBy.set(l, (totalBy.get(l) ?? 0) + t) } cur = parent.get(cur) }
    }
    const top = (m: Map<string, number>, k: number) => [...m].sort((a, b) => b[1] - a[1]).slice(0, k).map(([l, t]) => `  ${(t / 1000 / N).toFixed(3)} ${l}`).join('\n')
    console.log('SELF ms/request\n' + top(selfBy, 45)); console.log('TOTAL\n' + top(totalBy, 70))
  }
}
console.log('bundle', folder)
await mf.dispose(); await clerk.stop(); await people.stop?.(); await front.stop(); await neon.stop(); await db.stop(); process.exit(0)
