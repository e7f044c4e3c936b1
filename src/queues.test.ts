import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import worker from './index.ts'
import { handlers } from './queues.ts'

afterEach(() => {
  delete handlers.test
})

/** What becomes of a batch of messages with these bodies, by their number. */
async function take(...bodies: unknown[]) {
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const batch = createMessageBatch<unknown>(
    'opencircle-jobs',
    bodies.map((body, n) => ({ id: `${n}`, timestamp: new Date(), attempts: 1, body })),
  )
  await worker.queue(batch, env)
  const result = await getQueueResult(batch, createExecutionContext())
  return {
    done: result.explicitAcks,
    again: result.retryMessages.map(({ msgId }) => msgId),
  }
}

describe('a batch of messages', () => {
  it('is taken one by one: what fails comes again, alone', async () => {
    const taken: string[] = []
    handlers.test = async (_, id) => {
      if (id === 'bad') throw new Error('away')
      taken.push(id)
    }
    const result = await take({ kind: 'test', id: 'bad' }, { kind: 'test', id: 'good' })
    expect(result).toEqual({ done: ['1'], again: ['0'] })
    expect(taken).toEqual(['good'])
  })

  it('holds up nothing for a message that nobody understands', async () => {
    handlers.test = async () => undefined
    const result = await take(
      null,
      'words',
      { kind: 'no such kind', id: 'x' },
      { kind: 'test', id: 'y' },
    )
    expect(result.done).toEqual(['3'])
    expect(result.again).toEqual(['0', '1', '2'])
  })
})
