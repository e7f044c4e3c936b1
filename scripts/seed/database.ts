import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { passwordOf } from '../../local/postgres/cluster.ts'
import { startPostgres } from '../../local/postgres.ts'
import { commandOf } from '../../local/process.ts'

const dataDir = join(import.meta.dirname, '..', '..', '.data', 'postgres')

/**
 * The database that `npm start` uses: of the one that runs, or of one that runs until `stop`. With an
 * address, that one.
 */
export async function openDatabase(
  address?: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (address) return { url: address, stop: async () => undefined }
  const port = runningPort()
  if (!port) return startPostgres({ dataDir })
  const url = `postgresql://postgres:${passwordOf(dataDir)}@127.0.0.1:${port}/opencircle`
  return { url, stop: async () => undefined }
}

/** Postgres writes its process id into the first line of this file and its port into the fourth. */
function runningPort(): string | undefined {
  const file = join(dataDir, 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  return commandOf(Number(pid))?.includes('postgres') ? port : undefined
}
