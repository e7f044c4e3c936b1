import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The command line of a running process, or undefined when there is none with this id. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined
    }
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** Asks a process to stop, waits up to `patience` milliseconds, then ends it. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  patience: number,
): Promise<void> {
  if (!sendSignal(pid, signal)) return
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (commandOf(pid) === undefined) return
  }
  sendSignal(pid, 'SIGKILL')
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
