import { signEvent } from './sign.ts'
import type { Store } from './store.ts'
import type { Event } from './types.ts'

/** What goes wrong on the way, on request: nothing, unless a test or a person asks for it. */
export type Faults = {
  /** milliseconds before the first try */
  delay: number
  /** how often each event is sent besides the first time */
  repeats: number
  /** the order is mixed within this many milliseconds */
  disorder: number
  /** how many of a hundred are lost */
  loss: number
}

export const NO_FAULTS: Faults = { delay: 0, repeats: 0, disorder: 0, loss: 0 }

export type Hooks = ReturnType<typeof startHooks>

const TRIES = 8
const AT_ONCE = 8

/**
 * Sends events to the webhook endpoints as Stripe does: signed, some at once, in no promised order,
 * and again with longer and longer pauses until they are taken.
 */
export function startHooks({ store, pause = 500 }: { store: Store; pause?: number }) {
  const timers = new Set<NodeJS.Timeout>()
  const waiting: (() => Promise<void>)[] = []
  const idlers: (() => void)[] = []
  let faults = NO_FAULTS
  let running = 0
  let stopped = false

  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer)
  }
  const settle = () => {
    if (!running && !waiting.length && !timers.size) for (const wake of idlers.splice(0)) wake()
  }
  const next = () => {
    while (running < AT_ONCE) {
      const work = waiting.shift()
      if (!work) break
      running++
      void work().finally(() => {
        running--
        next()
      })
    }
    settle()
  }
  const queue = (work: () => Promise<void>) => {
    waiting.push(work)
    // after the request that caused it was answered and kept
    setImmediate(next)
  }

  const attempt = async (event: Event, endpoint: string, tried: number): Promise<void> => {
    const to = store.get('webhook_endpoint', endpoint)
    if (stopped || !to || to.status !== 'enabled') return
    const { body, headers } = await signEvent(event, to._.secret)
    const answer = await fetch(to.url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    }).catch((error: unknown) => error)
    if (answer instanceof Response) await answer.arrayBuffer().catch(() => undefined)
    if (stopped) return
    if (answer instanceof Response && answer.ok) {
      event.pending_webhooks = Math.max(event.pending_webhooks - 1, 0)
      store.put(event)
      return
    }
    if (tried === TRIES) {
      const why = answer instanceof Response ? `answered ${answer.status}` : 'did not answer'
      console.error(`A webhook was given up after ${TRIES} tries: ${to.url} ${why}.`)
      return
    }
    later(pause * 2 ** (tried - 1), () => queue(() => attempt(event, endpoint, tried + 1)))
  }

  return {
    announce: (event: Event): void => {
      for (const { id, enabled_events: wanted } of store.all('webhook_endpoint')) {
        if (!wanted.includes('*') && !wanted.includes(event.type)) continue
        for (let n = 0; n <= faults.repeats; n++) {
          if (Math.random() * 100 < faults.loss) continue
          const wait = faults.delay + Math.random() * faults.disorder
          if (wait) later(wait, () => queue(() => attempt(event, id, 1)))
          else queue(() => attempt(event, id, 1))
        }
      }
    },
    setFaults: (wanted: Partial<Faults>): Faults => {
      faults = { ...NO_FAULTS, ...wanted }
      return faults
    },
    /** Sends an event once more, whatever became of it. */
    resend: (event: Event): void => {
      for (const { id } of store.all('webhook_endpoint')) queue(() => attempt(event, id, 1))
    },
    /** settles when nothing is on its way and nothing waits to be sent */
    idle: (): Promise<void> =>
      new Promise((resolve) => {
        idlers.push(resolve)
        setImmediate(settle)
      }),
    stop: (): void => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      waiting.length = 0
      settle()
    },
  }
}
