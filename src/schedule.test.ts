import { env } from 'cloudflare:test'
import { afterEach, expect, it } from 'vitest'
import { expectErrors } from '../tests/setup/strict.ts'
import worker from './index.ts'
import { schedule } from './schedule.ts'

const CRON = 'a cron of this test'
const tick = () => worker.scheduled({ cron: CRON, scheduledTime: 0, noRetry: () => undefined }, env)

afterEach(() => {
  delete schedule[CRON]
})

it('a job that fails holds up no other, and fails the tick', async () => {
  const errors = expectErrors(1)
  const ran: number[] = []
  schedule[CRON] = [
    () => Promise.reject(new Error('no luck')),
    async ({ now }) => {
      ran.push(now.getTime())
    },
  ]
  await expect(tick()).rejects.toThrow('a scheduled job failed')
  expect(ran).toEqual([0])
  expect(errors[0]).toContain('no luck')
})
