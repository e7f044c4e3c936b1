import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.ts'
import { migrate } from './migrate.ts'

const root = join(import.meta.dirname, '..')
const passed = process.argv.slice(2)
const isRehearsal = passed.includes('--dry-run')
const databaseUrl = process.env.DATABASE_URL ?? ''

if (!isRehearsal) requireProductionDatabase()
await build()
if (isRehearsal) console.info('A dry run: the database is left alone.')
else {
  await migrate(databaseUrl)
  console.info('The database is up to date.')
}
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const { status } = spawnSync(process.execPath, [wrangler, 'deploy', ...passed], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)

function requireProductionDatabase(): void {
  const reason = whyNot()
  if (!reason) return
  console.error(
    `${reason}\nSay which database to migrate before the Worker goes out, for example\n\n` +
      "  DATABASE_URL='postgresql://…neon.tech/…' npm run deploy\n\n" +
      'docs/operating.md says how to get there from nothing.',
  )
  process.exit(1)
}

function whyNot(): string | undefined {
  if (!databaseUrl) return 'DATABASE_URL is not set.'
  if (!URL.canParse(databaseUrl)) return 'DATABASE_URL is no address.'
  const { hostname } = new URL(databaseUrl)
  if (/^(localhost|127\.|\[::1\])/.test(hostname)) {
    return 'DATABASE_URL names a database on this machine, which the deployed Worker cannot reach.'
  }
}
