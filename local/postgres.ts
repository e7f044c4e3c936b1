import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from './ports.ts'
import { accountFor } from './postgres/account.ts'
import { clearLeftovers, ensureCluster, passwordOf } from './postgres/cluster.ts'
import { launch, programs } from './postgres/programs.ts'

export type Postgres = {
  /** of the database `opencircle` */
  url: string
  port: number
  /** settles with its last words when Postgres ends without being asked */
  crashed: Promise<string>
  stop(): Promise<void>
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // no socket file: nothing to be left behind in /tmp, nothing too long for a path
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Data may be lost in a crash of the machine: for tests only. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts a real PostgreSQL on 127.0.0.1, as root or as an ordinary user. Data stays in `dataDir`
 * between runs; the database `opencircle` is made when it is missing.
 */
export async function startPostgres(options: {
  dataDir: string
  port?: number
  fast?: boolean
}): Promise<Postgres> {
  const { dataDir } = options
  const cluster = join(dataDir, 'cluster')
  const { postgres, initdb } = await programs()
  mkdirSync(dataDir, { recursive: true })
  // as root the account below differs from ours and has to pass
  chmodSync(dataDir, 0o755)
  const account = accountFor(dataDir, postgres)
  await ensureCluster(dataDir, initdb, account)
  await clearLeftovers(cluster)
  const settings = { ...SETTINGS, ...(options.fast && FAST) }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const port = await freePort(options.port)
  const child = launch(postgres, ['-D', cluster, '-p', `${port}`, ...flags], account)
  let stopping = false
  const said: string[] = []
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const crashed = new Promise<string>((resolve) => {
    void ended.then(() => {
      if (!stopping) resolve(said.slice(-10).join(''))
    })
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    void crashed.then((words) => reject(new Error(`Postgres did not start:\n${words}`)))
    child.stderr.on('data', (chunk: Buffer) => {
      said.push(chunk.toString())
      if (said.length > 50) said.shift()
      if (chunk.includes('ready to accept connections')) resolve()
    })
  })
  const url = `postgresql://postgres:${passwordOf(dataDir)}@127.0.0.1:${port}/opencircle`
  await ensureDatabase(url)
  return {
    url,
    port,
    crashed,
    stop: async () => {
      stopping = true
      child.kill('SIGINT')
      await ended
    },
  }
}

/** Makes the database that the address names, on a server that runs, when it is missing. */
export async function ensureDatabase(url: string): Promise<void> {
  const address = new URL(url)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
