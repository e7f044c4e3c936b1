import * as z from 'zod'
import { checkPart } from './billing/drift/jobs.ts'
import { endSubscription, forgetCustomer } from './billing/ending/jobs.ts'
import { keepLetters, settle } from './billing/letters/jobs.ts'
import { classOf } from './billing/letters/rules.ts'
import { movePrice } from './billing/moves/jobs.ts'
import { syncTier } from './billing/prices/jobs.ts'
import { syncCharge, syncCustomer } from './billing/sync/jobs.ts'
import { tellLearners } from './courses/drip/jobs.ts'
import { connect, type Db } from './db/connect.ts'
import { tellable } from './db/tellable.ts'
import { purgeBatch } from './edge/purge.ts'
import { sumFile } from './files/sums/jobs.ts'
import { fanOut } from './notifications/fanout/jobs.ts'
import { sendDue } from './notifications/letters/jobs.ts'
import { believeEvent } from './notifications/mail/jobs.ts'
import { pushDue } from './notifications/push/jobs.ts'
import { sendInvitation } from './spaces/invites/letters/jobs.ts'

/** A message names what to do and the ids to do it with; never rows, never secrets. */
const Message = z.object({ kind: z.string(), id: z.string() })
export type Message = z.output<typeof Message>

type At = {
  env: Env
  db: Db
  now: Date
  asked: Map<string, Promise<void>>
  isRepeat: boolean
}
type Handler = (at: At, id: string) => Promise<void>

export const handlers: Record<string, Handler> = {
  'stripe.customer': syncCustomer,
  'stripe.charge': syncCharge,
  'stripe.tier': syncTier,
  'billing.check': checkPart,
  'stripe.cancel': endSubscription,
  'stripe.forget': forgetCustomer,
  'stripe.move': movePrice,
  'course.unlocked': tellLearners,
  fanout: fanOut,
  invitation: sendInvitation,
  letter: sendDue,
  push: pushDue,
}

/** How often a message is tried: `max_retries` of wrangler.toml, and the first time. */
export const MOST_TRIES = 6

/**
 * The queues of wrangler.toml: one that acts, one for what failed there, one that gathers purges of
 * the cache, one for sums of files, which may end the Worker that makes them and so have it to
 * themselves, and one in which Cloudflare's Email Service tells of bounces and complaints.
 */
export function handleBatch(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  if (batch.queue.endsWith('-purges')) return purgeBatch(batch, env)
  if (batch.queue.endsWith('-mail')) return oneByOne(batch, env, believeEvent)
  if (batch.queue.endsWith('-sums'))
    return oneByOne(batch, env, (at, body) => sumFile(at, Message.parse(body).id))
  return batch.queue.endsWith('-dead') ? keepLetters(batch, env) : act(batch, env)
}

/**
 * Takes each message by itself: done is acknowledged, failed is retried later, alone. What several
 * messages of a batch ask for is done once.
 */
async function act(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const isRepeat = batch.messages.some(({ attempts }) => attempts > 1)
  const at = { env, db: connect(env), now: new Date(), asked: new Map(), isRepeat }
  const started = new Map<string, Promise<void>>()
  const done: Message[] = []
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        const asked = Message.parse(message.body)
        const key = `${asked.kind} ${asked.id}`
        const work = started.get(key) ?? start(at, asked)
        started.set(key, work)
        await work
        message.ack()
        done.push(asked)
      } catch (error) {
        const event = 'message retried'
        console.info(JSON.stringify({ event, message: message.id, ...tellable(error) }))
        await again(message, env, error)
      }
    }),
  )
  await settle(at, done)
}

/** Where what fails for the last time needs nobody to see it. */
async function oneByOne(
  batch: MessageBatch<unknown>,
  env: Env,
  work: (at: { env: Env; db: Db; now: Date }, body: unknown) => Promise<unknown>,
): Promise<void> {
  const at = { env, db: connect(env), now: new Date() }
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        await work(at, message.body)
        message.ack()
      } catch (error) {
        const event = 'message retried'
        console.info(JSON.stringify({ event, message: message.id, ...tellable(error) }))
        message.retry({ delaySeconds: Math.min(600, 10 * 2 ** message.attempts) })
      }
    }),
  )
}

async function start(at: At, { kind, id }: Message): Promise<void> {
  const handler = handlers[kind]
  if (!handler) throw new Error(`no handler for ${kind}`)
  await handler(at, id)
}

/**
 * Later, and later each time. After the last try it goes to the dead letters with the class of its
 * error; where that fails too, or the Worker ends first, the platform brings it there without.
 */
async function again(message: globalThis.Message, env: Env, error: unknown): Promise<void> {
  const { attempts } = message
  const delaySeconds = Math.min(600, 10 * 2 ** attempts)
  if (attempts < MOST_TRIES) return message.retry({ delaySeconds })
  try {
    const failedAt = new Date().toISOString()
    const { kind, id } = Message.catch({ kind: 'unreadable', id: message.id }).parse(message.body)
    await env.DEAD.send({ kind, id, error: classOf(error), tries: attempts, failedAt })
    message.ack()
  } catch {
    message.retry({ delaySeconds })
  }
}
