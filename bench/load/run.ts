import { Worker } from 'node:worker_threads'
import type { Place } from '../seed/places.ts'
import { ask } from '../site/ask.ts'
import { cpuOf } from '../site/cpu.ts'
import type { Stack } from '../site/stack.ts'
import type { Load, Order } from './generator.ts'

export type Throughput = Load & {
  what: string
  viewer: 'guest' | 'member' | null
  connections: number
  /** of a body */
  bytes: number
  /** milliseconds of workerd for one request */
  cpu: number
  /** rate as a share of the empty route's, and of the loopback's with as many bytes */
  ofEmpty: number
  ofLoopback: number | null
}

const PAGES = ['feed', 'post']
const CONNECTIONS = [1, 20]

/**
 * Requests per second of the feed and a post, warm, beside an empty route and a loopback that
 * answers as many bytes: all in one workerd, each through a socket of its own.
 */
export async function measureLoad(
  { site, viewers }: Stack,
  places: Place[],
  seconds: number,
): Promise<Throughput[]> {
  const results: Throughput[] = []
  for (const connections of CONNECTIONS) {
    const drive = (url: string, headers: Record<string, string> = {}) =>
      generate({ url, headers, connections, warm: seconds / 2, seconds }, site.pid)
    const { rate: most, ...empty } = await drive(site.empty)
    const none = { viewer: null, connections, bytes: 0, ofLoopback: null }
    results.push({ what: 'empty route', ...none, rate: most, ...empty, ofEmpty: 1 })
    for (const { name, path } of places.filter((place) => PAGES.includes(place.name))) {
      for (const viewer of ['guest', 'member'] as const) {
        const url = site.app + path
        const { body } = await ask(url, viewers[viewer])
        const shared = { viewer, connections, bytes: body.length }
        const bare = await drive(`${site.loopback}/${body.length}`)
        const page = await drive(url, viewers[viewer])
        results.push(
          {
            what: `loopback, as ${name}`,
            ...shared,
            ...bare,
            ofEmpty: bare.rate / most,
            ofLoopback: 1,
          },
          {
            what: name,
            ...shared,
            ...page,
            ofEmpty: page.rate / most,
            ofLoopback: page.rate / bare.rate,
          },
        )
      }
    }
  }
  return results
}

/** One run, with the CPU time of workerd while it was measured. */
function generate(order: Order, pid: number): Promise<Load & { cpu: number }> {
  const worker = new Worker(new URL('generator.ts', import.meta.url), { workerData: order })
  let before = 0
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: 'measuring' | Load) => {
      if (message === 'measuring') {
        before = cpuOf(pid)
        return
      }
      resolve({ ...message, cpu: (cpuOf(pid) - before) / (message.rate * order.seconds) })
    })
  })
}
