import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import worker from '../src/index.ts'

type Options = { queue?: string; attempts?: number; bindings?: Partial<Env>; timestamp?: Date }

/** Has the Worker take a batch of messages with these bodies; they are known by their number. */
export async function take(bodies: unknown[], options: Options = {}) {
  const { queue = 'opencircle-jobs', attempts = 1, bindings, timestamp = new Date() } = options
  const batch = createMessageBatch<unknown>(
    queue,
    bodies.map((body, n) => ({ id: `${n}`, timestamp, attempts, body })),
  )
  await worker.queue(batch, { ...env, ...bindings })
  const result = await getQueueResult(batch, createExecutionContext())
  return {
    /** one by one, or all at once */
    done: result.explicitAcks,
    isDone: result.ackAll,
    again: result.retryMessages.map(({ msgId }) => msgId),
    isAgain: result.retryBatch.retry,
  }
}

/** A queue that keeps what it is given. */
export function keeper(): { sent: unknown[]; queue: Queue } {
  const sent: unknown[] = []
  const metrics = { backlogCount: 0, backlogBytes: 0 }
  const queue: Queue = {
    send: async (body) => {
      sent.push(body)
      return { metadata: { metrics } }
    },
    sendBatch: async (messages) => {
      for (const { body } of messages) sent.push(body)
      return { metadata: { metrics } }
    },
    metrics: async () => metrics,
  }
  return { sent, queue }
}
