import { vi } from 'vitest'

type Kill = { at: number; isAfter: boolean }
type Guarded = {
  /** has this queue's messages counted as steps too */
  queue: (queue: Queue) => Queue
}

/**
 * Runs work in a Worker that ends, for good, at its nth step: before the step is done or right after.
 * A step is a request to the database or to Stripe, or a message that is sent. Says whether it came to
 * its end before that.
 */
async function killed({ at, isAfter }: Kill, run: (guard: Guarded) => Promise<unknown>) {
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
  const real = globalThis.fetch
  const spy = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((...asked) => step(() => real(...asked)))
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
      if (await killed({ at, isAfter }, run)) return at - 1
      await mend({ at, isAfter })
    }
  throw new Error('It never ends.')
}
