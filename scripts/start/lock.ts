import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clearLeftovers } from '../../local/postgres/cluster.ts'
import { commandOf } from '../../local/process.ts'

/**
 * Makes this process the only one that works on the folder, until it ends, however it ends. Says so
 * and exits when another one runs.
 */
export async function takeLock(dataDir: string): Promise<void> {
  const file = join(dataDir, 'lock')
  mkdirSync(dataDir, { recursive: true })
  const holder = readHolder(file)
  if (holder && holder !== process.pid && commandOf(holder)?.includes('start.ts')) {
    console.error(
      `\n  OpenCircle is already running from this folder (process ${holder}).\n` +
        '  Stop it with Ctrl-C in its terminal, then start again.\n',
    )
    process.exit(1)
  }
  writeFileSync(file, `${process.pid}`)
  process.once('exit', () => {
    if (readHolder(file) === process.pid) rmSync(file, { force: true })
  })
  await clearLeftovers(join(dataDir, 'postgres', 'cluster'))
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}
