import * as z from 'zod'
import { syncTier } from './billing/prices/jobs.ts'
import { syncCharge, syncCustomer } from './billing/sync/jobs.ts'
import { connect, type Db } from './db/connect.ts'
import { tellable } from './db/tellable.ts'
import { purgeBatch } from './edge/purge.ts'
import { fanOut } from './notifications/fanout/jobs.ts'
import { sendDue } from './notifications/letters/jobs.ts'
import { believeEvent } from './notifications/mail/jobs.ts'
import { pushDue } from './notifications/push/jobs.ts'

/** A message names what to do and the ids to do it with; never rows, never secrets. */
const Message = z.object({ kind: z.string(), id: z.string() })
export type Message = z.output<typeof Message>

type Handler = (at: At, id: string) => Promise<void>

export const handlers: Record<string, Handler> = {
  'stripe.customer': syncCustomer,
  'stripe.charge': syncCharge,
  'stripe.tier': syncTier,
  fanout: fanOut,
  letter: sendDue,
  push: pushDue,
}

/**
 * The queues of wrangler.toml: one that acts, one that gathers purges of the cache, and one in which
 * Cloudflare's Email Service tells of bounces and complaints.
 */
export function handleBatch(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  if (batch.queue.endsWith('-purges')) return purgeBatch(batch, env)
  if (batch.queue.endsWith('-mail')) return each(batch, env, (at, body) => believeEvent(at, body))
  return each(batch, env, act)
}

type At = { env: Env; db: Db; now: Date }

async function act(at: At, body: unknown): Promise<void> {
  const { kind, id } = Message.parse(body)
  const handler = handlers[kind]
  if (!handler) throw new Error(`no handler for ${kind}`)
  await handler(at, id)
}

/** Takes each message by itself: done is acknowledged, failed is retried later, alone. */
async function each(
  batch: MessageBatch<unknown>,
  env: Env,
  take: (at: At, body: unknown) => Promise<void>,
): Promise<void> {
  const at = { env, db: connect(env), now: new Date() }
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        await take(at, message.body)
        message.ack()
      } catch (error) {
        const event = 'message retried'
        console.info(JSON.stringify({ event, message: message.id, ...tellable(error) }))
        message.retry({ delaySeconds: Math.min(600, 10 * 2 ** message.attempts) })
      }
    }),
  )
}
