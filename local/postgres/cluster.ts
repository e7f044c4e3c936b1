import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { commandOf, endProcess } from '../process.ts'
import type { Account } from './account.ts'
import { launch } from './programs.ts'

/** The password of this machine's cluster, made with it and kept beside it. */
export const passwordOf = (dataDir: string): string =>
  readFileSync(join(dataDir, 'password'), 'utf8').trim()

/** Makes the cluster when there is none. A first start that was cut short begins again. */
export async function ensureCluster(
  dataDir: string,
  initdb: string,
  account: Account,
): Promise<void> {
  const cluster = join(dataDir, 'cluster')
  if (existsSync(cluster)) return
  const draft = join(dataDir, 'cluster.new')
  const password = join(dataDir, 'password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(password, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  for (const path of [draft, password]) {
    if (account.owner) chownSync(path, account.owner.uid, account.owner.gid)
  }
  const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--no-sync']
  // the builtin provider sorts and folds alike on every system, whatever locales it has
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C',
    '--builtin-locale=C.UTF-8',
  ]
  const child = launch(initdb, [`--pgdata=${draft}`, ...flags, ...locale], account)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`Postgres could not be set up in ${dataDir}:\n${said}`)
  renameSync(draft, cluster)
}

/**
 * After a hard kill Postgres may still run without us, or its lock file may name a process that is
 * now something else. We are the only ones who start it, so both are cleared.
 */
export async function clearLeftovers(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
  if (pid > 0 && commandOf(pid)?.includes(cluster)) await endProcess(pid, 'SIGINT', 10_000)
  rmSync(lock, { force: true })
}
