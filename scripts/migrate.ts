import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const LOCK = 7_411_902
const migrationsFolder = join(import.meta.dirname, '..', 'migrations')

/**
 * Brings a database forward to the newest migration; what was applied stays. Two that run at once
 * wait for each other. `databaseUrl` is Neon's or any Postgres'.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: direct(databaseUrl) })
  await client.connect()
  try {
    // a notice that a schema exists already is no news
    client.on('notice', () => undefined)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await applyMigrations(drizzle({ client }), { migrationsFolder })
  } finally {
    // the lock ends with the connection
    await client.end()
  }
}

/** Neon's pooler shares connections between clients, which a lock that a session holds cannot bear. */
function direct(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.hostname = url.hostname.replace(/^([^.]+)-pooler\./, '$1.')
  return url.href
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL
  if (!url) {
    console.error('Say which database: DATABASE_URL=postgresql://… node scripts/migrate.ts')
    process.exit(1)
  }
  await migrate(url)
  console.info('The database is up to date.')
}
