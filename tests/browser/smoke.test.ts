import { afterAll, expect, it } from 'vitest'
import { closeBrowser, visitor } from './visitor.ts'

afterAll(closeBrowser)

it('shows an error page without a word on the console', async () => {
  const { page, errors } = await visitor(null)
  const answer = await page.goto('/healthz')
  expect(answer?.status()).toBe(200)
  expect(errors).toEqual([])
})
