import { tellable } from '../db/tellable.ts'

/** What to do and the id to do it with; never rows, never secrets. */
export type Job = { kind: string; id: string }

/** A queue takes so many at a time. */
const BATCH = 100

/** Puts jobs on the queue. Throws where it refuses. */
export async function sendJobs(env: Env, jobs: Job[]): Promise<void> {
  for (let at = 0; at < jobs.length; at += BATCH)
    await env.JOBS.sendBatch(jobs.slice(at, at + BATCH).map((body) => ({ body })))
}

/**
 * Puts one job on the queue and says whether it was taken. What is refused is logged; something
 * else has to bring it about then.
 */
export const trySend = (env: Env, job: Job, requestId: string): Promise<boolean> =>
  isTaken(() => env.JOBS.send(job), { id: requestId })

/** The same for any queue. @param about what the log says besides of a message that was refused */
export async function isTaken(send: () => Promise<unknown>, about: object): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    console.info(JSON.stringify({ ...about, event: 'queue refused', ...tellable(error) }))
    return false
  }
}
