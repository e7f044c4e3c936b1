import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startStack } from '../../local/stack.ts'

export type Addresses = { url: string; clerkUrl: string; databaseUrl: string }
export type Server = Addresses & {
  /** as when the power goes: nothing is told, nothing is written down */
  kill(): Promise<void>
  stop(): Promise<void>
}

const portOf = (url = '') => (url ? Number(new URL(url).port) : 0)

/** Everything on one machine, in processes of its own. @param again where it was before */
export async function startServer(dataDir: string, again?: Addresses): Promise<Server> {
  const script = new URL('../gigabyte.ts', import.meta.url).pathname
  const ports = [portOf(again?.url), portOf(again?.clerkUrl)].join(',')
  const child = spawn(process.execPath, [script, '--serve', dataDir, '--ports', ports], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    // all that it started, too
    if (child.pid) process.kill(-child.pid, signal)
    await ended
  }
  const addresses = new Promise<Addresses>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"url"')) resolve(JSON.parse(line))
    })
    void ended.then(() => reject(new Error('the server ended before it began')))
  })
  return { ...(await addresses), kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** What runs in these processes. */
export async function serve(dataDir: string, ports: string): Promise<void> {
  const [worker = 0, clerk = 0] = ports.split(',').map(Number)
  const others = { stripe: 0, mail: 0, postgres: 0, waku: 0 }
  const stack = await startStack({ dataDir, ports: { worker, clerk, ...others }, seed: false })
  process.removeAllListeners('SIGTERM').once('SIGTERM', () => {
    void stack.stop().then(() => process.exit(0))
  })
  const { url, clerkUrl, databaseUrl } = stack
  console.info(JSON.stringify({ url, clerkUrl, databaseUrl }))
}
