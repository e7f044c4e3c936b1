import { vi } from 'vitest'

type Kill = { at: number; isAfter: boolean }
type Asked = Parameters<typeof fetch>
type Guarded = {
  /** has this queue's messages counted as steps too */
  queue: (queue: Queue) => Queue
}

/**
 * Runs work in a Worker that ends, for good, at its nth step: before the step is done or right after.
 * A step is a request to the database or to Stripe, or a message that is sent. Says whether it came to
 * its end before that.
 */
async function killed(
  { at, isAfter }: Kill,
  run: (guard: Guarded) => Promise<unknown>,
  isStep: (...asked: Asked) => boolean = () => true,
) {
  let count = 0
  let die: () => void = () => undefined
  const death = new Promise<'killed'>((resolve) => {
    die = () => resolve('killed')
  })
  const never = () => new Promise<never>(() => undefined)
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    count++
    if (count > at) return never()
    if (count < at) return work()
    if (isAfter) await work()
    die()
    return never()
  }
  const alive = <T>(work: () => Promise<T>) => (count < at ? work() : never())
  const real = globalThis.fetch
  const spy = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((...asked) => (isStep(...asked) ? step : alive)(() => real(...asked)))
  const queue = (whole: Queue): Queue => ({
    ...whole,
    send: (...asked) => step(() => whole.send(...asked)),
    sendBatch: (...asked) => step(() => whole.sendBatch(...asked)),
  })
  try {
    return (await Promise.race([run({ queue }).then(() => 'ended' as const), death])) === 'ended'
  } finally {
    spy.mockRestore()
  }
}

/**
 * Kills the work at each of its steps once, before and after it, and each time has `mend` do what the
 * world outside does then, such as to bring a message again. Gives how many steps there were.
 */
export async function killedEverywhere(
  run: (guard: Guarded) => Promise<unknown>,
  mend: (kill: Kill) => Promise<void>,
): Promise<number> {
  for (let at = 1; at < 100; at++)
    for (const isAfter of [false, true]) {
      if (await killed({ at, isAfter }, run)) return counted(at - 1)
      await mend({ at, isAfter })
    }
  throw new Error('It never ends.')
}

/** How often work was ended; where that is never, nothing was tried. */
function counted(steps: number): number {
  if (steps === 0) throw new Error('It has no step at which it could end.')
  return steps
}

/** Whether a request may leave anything behind: what only asks does not. */
function writes(...[url, { method = 'GET', body } = {}]: Asked): boolean {
  if (method === 'GET' || `${url}`.endsWith('/create_preview')) return false
  if (!`${url}`.endsWith('/sql')) return true
  const queries = [...`${body}`.matchAll(/"query":"(?:\\n|\s)*(\w+)/g)]
  return queries.some(([, verb = '']) => verb.toLowerCase() !== 'select')
}

/**
 * The same for a request, whose steps come one after another: to end right after one, or before what
 * only asks, leaves behind what ending before the next one does. So it is cut off before each that
 * writes; of the whole request the answer is lost, and `mend` is asked for that too.
 */
export async function cutEverywhere(
  run: (guard: Guarded) => Promise<unknown>,
  mend: (at: number) => Promise<void>,
): Promise<number> {
  for (let at = 1; at < 100; at++) {
    const isWhole = await killed({ at, isAfter: false }, run, writes)
    await mend(at)
    if (isWhole) return counted(at - 1)
  }
  throw new Error('It never ends.')
}
