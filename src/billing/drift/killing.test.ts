import { expect, it } from 'vitest'
import { buy, shop } from '../../../tests/billing.ts'
import { drain, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { keeper } from '../../../tests/queue.ts'

type Page = { checks: { people: number; finishedAt: string | null }[]; drifts: object[] }

it('a Worker that is killed as an owner asks for a comparison makes it, once, at the next press', async () => {
  const scene = async () => {
    const { home, tier } = await shop()
    await buy(await home.join('Ben'), home, tier)
    const { sent, queue } = keeper()
    const path = home.at('/revenue/check')
    return { home, path, sent, asks: presses(home.owner, ['POST', path], queue) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.asks(guard),
    async () => {
      const { home, path, sent, asks } = at
      await asks({ queue: (whole) => whole })
      await drain(sent)
      const page = await home.owner.json<Page>(path)
      expect(page.checks).toMatchObject([{ people: 1, finishedAt: expect.any(String) }])
      expect(page.drifts).toEqual([])
      at = await scene()
    },
  )
  // the rows, and the messages
  expect(steps).toBeGreaterThan(1)
}, 600_000)
