import type { Page } from 'playwright-core'
import { afterAll, expect, inject, it } from 'vitest'
import { call, closeBrowser, newcomer, phone } from './visitor.ts'

afterAll(closeBrowser)

it.each([
  ['with scripts', {}],
  ['without scripts, on a phone', { javaScriptEnabled: false, viewport: phone }],
])('buys a tier at a locked door, enters, and cancels: %s', async (_, options) => {
  const { page, errors } = await newcomer('Ida', options)
  await call(page, 'POST', '/loam/membership')
  await page.goto('/loam/s/clinic')
  await page.getByRole('link', { name: 'See Perennial' }).click()
  await page.waitForURL(/\/loam\/plans\?space=clinic/)
  await page.getByRole('button', { name: 'Choose Perennial' }).click()
  await pay(page)
  // back at the door that was locked
  await page.waitForURL(/\/loam\/s\/clinic$/)
  await page.getByText('Thank you. It is yours now.').waitFor()
  expect(await page.getByText('It opens with').count()).toBe(0)
  await found(page, '/inbox', /Perennial is yours/)
  await page.goto('/loam/plans')
  await page.getByText('You have Perennial').waitFor()
  // the way to Stripe's page that is left to who leaves the community
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Manage billing' }).click()
  await page.getByRole('link', { name: 'Cancel plan' }).waitFor()
  await page.goto('/loam/plans')
  await page.getByRole('button', { name: 'Manage billing' }).click()
  await page.getByRole('link', { name: 'Cancel plan' }).click()
  await page
    .getByRole('button', { name: /cancel/i })
    .first()
    .click()
  await found(page, '/loam/plans', /Perennial ends on/)
  await page.goto('/loam/s/clinic')
  expect(await page.getByText('It opens with').count()).toBe(0)
  // what is paid for has lasted its year; now it lapses
  await moveClock(367 * 86_400)
  await found(page, '/loam/s/clinic', /It opens with Perennial/)
  await found(page, '/inbox', /Perennial has ended/)
  await page.goto('/loam/plans')
  await page.getByRole('button', { name: 'Choose Perennial' }).waitFor()
  expect(errors).toEqual([])
})

it('loses what was paid for when the bank takes the money back', async () => {
  const { page, errors } = await newcomer('Oda')
  await call(page, 'POST', '/loam/membership')
  await page.goto('/loam/plans?space=clinic')
  await page.getByRole('button', { name: 'Choose Perennial' }).click()
  await pay(page)
  await page.waitForURL(/\/loam\/s\/clinic$/)
  await disputeLast()
  await found(page, '/loam/s/clinic', /It opens with Perennial/)
  expect(errors).toEqual([])
})

it('fails a card, is told on every page, recovers, and changes to more', async () => {
  const { page, errors } = await newcomer('Uma')
  await call(page, 'POST', '/loam/membership')
  await page.goto('/loam/plans')
  await page.getByRole('button', { name: 'Choose Seedling' }).click()
  await pay(page)
  await page.getByText('You have Seedling').waitFor()
  const useCard = async (open: string, number: string) => {
    await page.getByRole('button', { name: open }).click()
    await page.getByRole('link', { name: /card/i }).first().click()
    await page.locator('input[name=number]').fill(number)
    await page.locator('form button').first().click()
    await page.waitForURL(/done=card/)
  }
  await useCard('Manage billing', '4000 0000 0000 0341')
  // a month at most, and the hour in which its invoice is a draft
  await moveClock(32 * 86_400)
  const failed = 'Your payment for Seedling did not go through'
  await found(page, '/loam', new RegExp(failed))
  const bar = page.getByRole('complementary', { name: 'Your payment' })
  for (const path of ['/loam', '/loam/about', '/loam/s/clinic']) {
    await page.goto(path)
    await bar.getByText(failed).waitFor()
  }
  await found(page, '/inbox', new RegExp(failed))
  // Plans say it in their own words, once
  await page.goto('/loam/plans')
  await page.getByText(failed).waitFor()
  expect(await page.getByText(failed).count()).toBe(1)
  await page.getByText(/You keep what you have until/).waitFor()
  await page.goto('/loam')
  await useCard('See to your card', '4242 4242 4242 4242')
  // until the next try, whichever it is
  await moveClock(8 * 86_400)
  await found(page, '/loam/plans', /You have Seedling/)
  for (const path of ['/loam', '/loam/about', '/loam/s/clinic', '/loam/plans']) {
    await page.goto(path)
    expect(await page.getByText(failed).count(), path).toBe(0)
  }
  await page.getByRole('link', { name: 'Change to Perennial' }).click()
  await page.getByText('To pay today').waitFor()
  await page.getByRole('button', { name: /^Pay \$\d.* and change$/ }).click()
  await page.getByText('You have Perennial now.').waitFor()
  await page.goto('/loam/s/clinic')
  expect(await page.getByText('It opens with').count()).toBe(0)
  await page.goto('/loam/plans')
  await page.getByRole('link', { name: 'Change to Seedling' }).click()
  await page.getByRole('button', { name: 'Change to Seedling' }).click()
  await page.getByText(/Perennial changes to Seedling on/).waitFor()
  await page.getByRole('button', { name: 'Keep Perennial' }).click()
  await page.getByText('You keep Perennial.').waitFor()
  expect(errors).toEqual([])
})

async function pay(page: Page) {
  await page.waitForURL(/\/c\/pay\//)
  await page.locator('input[name=email]').fill('ida@example.test')
  await page.locator('input[name=name]').fill('Ida Test')
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.waitForURL(/\/loam\//)
}

/** Looks until the words are there: Stripe's webhook comes by the queue, in its own time. */
async function found(page: Page, path: string, words: RegExp) {
  for (let look = 0; look < 30; look++) {
    await page.goto(path)
    if (await page.getByText(words).count()) return
    await page.waitForTimeout(1000)
  }
  throw new Error(`${words} never came to ${path}`)
}

const press = (path: string, fields: Record<string, string> = {}) =>
  fetch(inject('site').stripeUrl + path, { method: 'POST', body: new URLSearchParams(fields) })

const moveClock = (seconds: number) => press('/clock', { by: String(seconds) })

/** As a bank that takes back the money that was paid last. */
async function disputeLast() {
  const bench = await (await fetch(inject('site').stripeUrl)).text()
  const [path = ''] = /\/charges\/\w+\/dispute/.exec(bench) ?? []
  await press(path)
}
