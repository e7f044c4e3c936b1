import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bundles bench/worker/entry.ts as a deploy would, minified, into a folder that `drop` removes. */
export function bundle(root: string): { folder: string; script: string; drop(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-bench-'))
  const entry = join(root, 'bench', 'worker', 'entry.ts')
  const args = ['deploy', entry, '--dry-run', '--minify', '--outdir', folder]
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' }
  const { status, stdout, stderr } = spawnSync('wrangler', args, {
    cwd: root,
    encoding: 'utf8',
    env,
  })
  const drop = () => rmSync(folder, { recursive: true, force: true })
  if (status === 0) return { folder, script: join(folder, 'entry.js'), drop }
  drop()
  throw new Error(stdout + stderr)
}
