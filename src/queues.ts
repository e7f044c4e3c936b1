import * as z from 'zod'
import { syncTier } from './billing/prices/jobs.ts'
import { syncCharge, syncCustomer } from './billing/sync/jobs.ts'
import { tellLearners } from './courses/drip/jobs.ts'
import { connect, type Db } from './db/connect.ts'
import { tellable } from './db/tellable.ts'
import { purgeBatch } from './edge/purge.ts'

/** A message names what to do and the ids to do it with; never rows, never secrets. */
const Message = z.object({ kind: z.string(), id: z.string() })
export type Message = z.output<typeof Message>

type Handler = (at: { env: Env; db: Db; now: Date }, id: string) => Promise<void>

export const handlers: Record<string, Handler> = {
  'stripe.customer': syncCustomer,
  'stripe.charge': syncCharge,
  'stripe.tier': syncTier,
  'course.unlocked': tellLearners,
}

/** The queues of wrangler.toml: one that acts, and one that gathers purges of the cache. */
export const handleBatch = (batch: MessageBatch<unknown>, env: Env): Promise<void> =>
  batch.queue.endsWith('-purges') ? purgeBatch(batch, env) : act(batch, env)

/** Takes each message by itself: done is acknowledged, failed is retried later, alone. */
async function act(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const at = { env, db: connect(env), now: new Date() }
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        const { kind, id } = Message.parse(message.body)
        const handler = handlers[kind]
        if (!handler) throw new Error(`no handler for ${kind}`)
        await handler(at, id)
        message.ack()
      } catch (error) {
        const event = 'message retried'
        console.info(JSON.stringify({ event, message: message.id, ...tellable(error) }))
        message.retry({ delaySeconds: Math.min(600, 10 * 2 ** message.attempts) })
      }
    }),
  )
}
