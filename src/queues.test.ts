import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keeper, take } from '../tests/queue.ts'
import wrangler from '../wrangler.toml?raw'
import { handlers, MOST_TRIES } from './queues.ts'

beforeEach(() => void vi.spyOn(console, 'info').mockImplementation(() => undefined))
afterEach(() => {
  delete handlers.test
})

describe('a batch of messages', () => {
  it('is taken one by one: what fails comes again, alone', async () => {
    const taken: string[] = []
    handlers.test = async (_, id) => {
      if (id === 'bad') throw new Error('away')
      taken.push(id)
    }
    const { done, again } = await take([
      { kind: 'test', id: 'bad' },
      { kind: 'test', id: 'good' },
    ])
    expect({ done, again }).toEqual({ done: ['1'], again: ['0'] })
    expect(taken).toEqual(['good'])
  })

  it('does what several messages ask for once, and has all of them come again together', async () => {
    let count = 0
    handlers.test = async (_, id) => {
      count++
      if (id === 'bad') throw new Error('away')
    }
    const asked = ['good', 'bad', 'good', 'bad', 'good'].map((id) => ({ kind: 'test', id }))
    const { done, again } = await take(asked)
    expect(done.sort()).toEqual(['0', '2', '4'])
    expect(again.sort()).toEqual(['1', '3'])
    expect(count).toBe(2)
  })

  it('holds up nothing for a message that nobody understands', async () => {
    handlers.test = async () => undefined
    const { done, again } = await take([
      null,
      'words',
      { kind: 'no such kind', id: 'x' },
      { kind: 'test', id: 'y' },
    ])
    expect(done).toEqual(['3'])
    expect(again.sort()).toEqual(['0', '1', '2'])
  })
})

describe('a message that fails for the last time', () => {
  it('goes to the dead letters with the class of its error and not its words', async () => {
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    handlers.test = () => Promise.reject(new TypeError('sk_live_secret of ben@example.test'))
    const { sent, queue } = keeper()
    const bodies = [{ kind: 'test', id: 'x', more: 'a secret' }, 'nonsense']
    const { done, again } = await take(bodies, { attempts: MOST_TRIES, bindings: { DEAD: queue } })
    expect({ done: done.sort(), again }).toEqual({ done: ['0', '1'], again: [] })
    const about = { tries: MOST_TRIES, failedAt: expect.any(String) }
    expect(sent).toHaveLength(2)
    expect(sent).toContainEqual({ kind: 'test', id: 'x', error: 'TypeError', ...about })
    expect(sent).toContainEqual({ kind: 'unreadable', id: '1', error: 'ZodError', ...about })
    expect(JSON.stringify(sent)).not.toContain('secret')
    expect(said).toHaveBeenCalled()
    expect(JSON.stringify(said.mock.calls)).not.toContain('sk_live')
  })

  it('is left to the platform where that queue refuses it', async () => {
    handlers.test = () => Promise.reject(new Error('away'))
    const queue = { ...keeper().queue, send: () => Promise.reject(new Error('full')) }
    const { again } = await take([{ kind: 'test', id: 'x' }], {
      attempts: MOST_TRIES,
      bindings: { DEAD: queue },
    })
    expect(again).toEqual(['0'])
  })

  it('has been tried as often as wrangler.toml says', () => {
    const jobs = wrangler.split('[[').find((part) => part.includes('dead_letter_queue'))
    expect(jobs).toContain(`max_retries = ${MOST_TRIES - 1}`)
  })
})
