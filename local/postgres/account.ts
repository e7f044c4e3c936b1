import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/** How a program of Postgres is started, which refuses to run as root. */
export type Account = { owner?: Ids; prefix: string[] }

type Ids = { uid: number; gid: number }

/**
 * An ordinary user runs Postgres as themselves. Root runs it as the owner of data that is already
 * there, else as the system's `postgres` or `nobody`: no account is made on the machine.
 */
export function accountFor(dataDir: string, program: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = ownerOf(join(dataDir, 'cluster')) ?? idsOf('postgres') ?? idsOf('nobody')
  if (!owner) throw new Error('Postgres does not run as root: run npm start as an ordinary user.')
  const reaches = [program, dataDir].every((path) => mayEnter(path, owner))
  return { owner, prefix: reaches ? [] : passClosedFolders(program, owner) }
}

/** Root's home is closed to other users: the capability lets Postgres through, and nothing more. */
function passClosedFolders(program: string, { uid, gid }: Ids): string[] {
  const caps = '+dac_override,+dac_read_search'
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const prefix = ['setpriv', ...ids, `--inh-caps=${caps}`, `--ambient-caps=${caps}`]
  const probe = spawnSync('setpriv', [...prefix.slice(1), program, '--version'], { cwd: '/' })
  if (probe.status === 0) return prefix
  throw new Error(
    'Postgres runs as another user than root and may not enter this folder. ' +
      'Move the project out of it, or run npm start as an ordinary user.',
  )
}

function mayEnter(path: string, ids: Ids): boolean {
  return spawnSync('test', ['-x', path], { ...ids, cwd: '/' }).status === 0
}

function ownerOf(path: string): Ids | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}

function idsOf(name: string): Ids | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  })
  return uid && gid ? { uid, gid } : undefined
}
