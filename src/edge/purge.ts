import { exports } from 'cloudflare:workers'
import * as z from 'zod'
import { tellable } from '../db/tellable.ts'
import { gathered, MOST_TAGS } from './rules.ts'

const Message = z.object({ community: z.string().nullable(), tags: z.array(z.string()) })

/** Seconds until a call that was refused is tried again: five fit into a minute. */
const PAUSE = 15

/**
 * Forgets what a batch of writes has named, in one call unless a hundred communities wrote at once.
 * What finds no room in the minute's calls comes back with a later batch.
 */
export async function purgeBatch(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const parsed = batch.messages.flatMap(({ body }) => Message.safeParse(body).data ?? [])
  const tags = gathered(parsed)
  for (let at = 0; at < tags.length; at += MOST_TAGS)
    if (!(await mayCall(env)) || !(await purge(tags.slice(at, at + MOST_TAGS))))
      return batch.retryAll({ delaySeconds: PAUSE })
  batch.ackAll()
}

/** Leaves the rest of what the platform grants to rights that are taken away. */
const mayCall = async (env: Env) => (await env.PURGE_CALLS.limit({ key: 'soon' })).success

/** Whether the platform took the call. One that breaks off is made once more: it may be about a right. */
export async function purge(tags: string[]): Promise<boolean> {
  const call = () => exports.Cached.purge(tags)
  try {
    return (await call().catch(call)).success
  } catch (error) {
    console.info(JSON.stringify({ event: 'purge failed', ...tellable(error) }))
    return false
  }
}
