import { afterAll, expect, it } from 'vitest'
import { closeBrowser, visitor } from './visitor.ts'

afterAll(closeBrowser)

it('shows an error page without a word on the console', async () => {
  const { page, errors } = await visitor(null)
  const answer = await page.goto('/healthz')
  expect(answer?.status()).toBe(200)
  expect(errors).toEqual([])
})

it('fetches the page behind a link that a pointer rests on, once its own is there', async () => {
  const { page, context, errors } = await visitor(null)
  const protocol = await context.newCDPSession(page)
  await protocol.send('Network.enable')
  const ahead: string[] = []
  protocol.on('Network.requestWillBeSent', ({ type, request }) => {
    if (type === 'Prefetch') ahead.push(new URL(request.url).pathname)
  })
  await page.goto('/')
  await page.locator('script[type=speculationrules]').waitFor({ state: 'attached' })
  expect(ahead).toEqual([])
  const link = page.locator('main a[href^="/"]:not([href^="/sign"])').first()
  await link.hover()
  await expect.poll(() => ahead).toEqual([await link.getAttribute('href')])
  expect(errors).toEqual([])
})
