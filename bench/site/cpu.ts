import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Of a clock that Linux counts CPU time by; the same on all systems that we know. */
const TICKS_PER_SECOND = 100

/** The process id of the workerd that this process has started. */
export function findWorkerd(): number {
  const found = processes().find(({ parent, name }) => parent === process.pid && name === 'workerd')
  if (!found) throw new Error('No workerd was started by this process.')
  return found.id
}

/** Milliseconds of CPU that a process has used, of all its threads; in steps of 10 on Linux. */
export function cpuOf(pid: number): number {
  if (process.platform === 'linux') {
    const fields = statOf(`${pid}`)
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
  }
  const [seconds = 0, minutes = 0, hours = 0] = run(['-o', 'time=', '-p', `${pid}`])
    .trim()
    .split(':')
    .map(Number)
    .reverse()
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

function processes(): { id: number; parent: number; name: string }[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((id) => {
        try {
          const name = readFileSync(`/proc/${id}/comm`, 'utf8').trim()
          return [{ id: Number(id), parent: Number(statOf(id)[1]), name }]
        } catch {
          return [] // it has ended meanwhile
        }
      })
  }
  return run(['-A', '-o', 'pid=,ppid=,comm='])
    .trim()
    .split('\n')
    .map((line) => {
      const [id, parent, ...command] = line.trim().split(/\s+/)
      const name = command.join(' ').split('/').at(-1) ?? ''
      return { id: Number(id), parent: Number(parent), name }
    })
}

/** The fields of /proc/…/stat after the name, which may hold spaces: the state is the first. */
const statOf = (id: string): string[] =>
  readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []

const run = (args: string[]): string => execFileSync('ps', args, { encoding: 'utf8' })
