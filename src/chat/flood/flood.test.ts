import { expect, it } from 'vitest'
import { Flood, PACE, pauseAfter } from './rules.ts'

it('lets a page send so many at once, and then as they leave the window', () => {
  const times = Array.from({ length: PACE }, (_, n) => 1000 + n)
  expect(pauseAfter([], 1000)).toBe(0)
  expect(pauseAfter(times.slice(1), 2000)).toBe(0)
  expect(pauseAfter(times, 2000)).toBe(9000)
  expect(pauseAfter(times, 11_000)).toBe(0)
})

it('takes what keeps to that pace, and no more than three times as much, of each author', () => {
  const flood = new Flood()
  const over = (author: string, at: number) => flood.isOver(author, at)
  for (let n = 0; n < 3 * PACE; n++) expect(over('eve', 20_000 + n)).toBe(false)
  expect(over('eve', 20_500)).toBe(true)
  expect(over('ann', 20_500)).toBe(false)
  expect(over('eve', 30_000)).toBe(false)
})
