import { afterAll, expect, it } from 'vitest'
import { call, closeBrowser, newcomer, phone } from './visitor.ts'

afterAll(closeBrowser)

it.each([
  ['with scripts', {}],
  ['without scripts, on a phone', { javaScriptEnabled: false, viewport: phone }],
])('buys a tier at a locked door, enters, and cancels: %s', async (_, options) => {
  const { page, errors } = await newcomer('Ida', options)
  await call(page, 'POST', '/loam/membership')
  await page.goto('/loam/s/clinic')
  await page.getByRole('link', { name: 'See the plans' }).click()
  await page.waitForURL(/\/loam\/plans$/)
  await page.getByRole('button', { name: 'Choose Perennial' }).click()
  await page.waitForURL(/\/c\/pay\//)
  await page.locator('input[name=email]').fill('ida@example.test')
  await page.locator('input[name=name]').fill('Ida Test')
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.waitForURL(/\/loam\/plans$/)
  await page.getByText('You have Perennial').waitFor()
  expect(await page.getByText('Thank you. It is yours now.').count()).toBe(1)
  await page.goto('/loam/s/clinic')
  expect(await page.getByRole('link', { name: 'See the plans' }).count()).toBe(0)
  await page.goto('/loam/plans')
  await page.getByRole('button', { name: 'Manage billing' }).click()
  await page.getByRole('link', { name: 'Cancel plan' }).click()
  await page
    .getByRole('button', { name: /cancel/i })
    .first()
    .click()
  // Stripe's webhook comes by the queue, in its own time
  for (let look = 0; look < 20; look++) {
    await page.goto('/loam/plans')
    if (await page.getByText(/Perennial ends on/).count()) break
    await page.waitForTimeout(1000)
  }
  expect(await page.getByText(/Perennial ends on/).count()).toBe(1)
  expect(errors).toEqual([])
})
