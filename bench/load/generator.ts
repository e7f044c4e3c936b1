import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { percentile } from '../report/numbers.ts'
import { Connection } from './connection.ts'

export type Order = {
  url: string
  headers: Record<string, string>
  connections: number
  /** seconds: first unmeasured, then measured */
  warm: number
  seconds: number
}

export type Load = {
  /** a second */
  rate: number
  /** milliseconds */
  p50: number
  p99: number
  /** answers other than 2xx */
  errors: number
  /** share of its time that the generator itself was busy */
  busy: number
}

/** Runs in a thread of its own: each connection asks again as soon as it is answered. */
async function generate({ url, headers, connections, warm, seconds }: Order): Promise<Load> {
  const open = Array.from({ length: connections }, () => new Connection(new URL(url), headers))
  const times: number[] = []
  let errors = 0
  const run = async (connection: Connection, until: number, keep: boolean) => {
    for (let now = performance.now(); now < until; ) {
      const status = await connection.ask()
      const then = performance.now()
      if (keep) times.push(then - now)
      if (status < 200 || status > 299) errors++
      now = then
    }
  }
  const all = (until: number, keep: boolean) =>
    Promise.all(open.map((connection) => run(connection, until, keep)))
  await all(performance.now() + warm * 1000, false)
  parentPort?.postMessage('measuring')
  const began = performance.now()
  const idle = performance.eventLoopUtilization()
  await all(began + seconds * 1000, true)
  const took = (performance.now() - began) / 1000
  const busy = performance.eventLoopUtilization(idle).utilization
  for (const connection of open) connection.close()
  const rate = times.length / took
  return { rate, p50: percentile(times, 0.5), p99: percentile(times, 0.99), errors, busy }
}

parentPort?.postMessage(await generate(workerData))
