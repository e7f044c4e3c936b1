import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `sending-${crypto.randomUUID().slice(0, 8)}`
const at = `/${slug}/s/things`
let owner: Visitor

beforeAll(async () => {
  owner = await newcomer('Olu')
  await call(owner.page, 'POST', '/communities', { name: 'Sending', slug })
  const space = { name: 'Things', slug: 'things', spaceType: 'resources' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
})
afterAll(closeBrowser)

const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })

async function choose(page: Page, names: string[]) {
  await page.goto(`${at}/resources/new?kind=file`)
  await page.locator('file-uploads[data-ready]').waitFor()
  await page.locator('input[type=file]').first().setInputFiles(names.map(text))
}

it('brings seventy files at once, which is more requests than other writes may be', async () => {
  const { page, errors } = owner
  const names = Array.from({ length: 70 }, (_, count) => `note ${count + 1}.txt`)
  const statuses = new Set<number>()
  page.on('response', (answer) => {
    if (answer.url().includes('/uploads')) statuses.add(answer.status())
  })
  await choose(page, names)
  await page.waitForURL(new RegExp(`${at}$`), { timeout: 280_000 })
  expect([...statuses].sort()).toEqual([200, 201])
  await page.getByText('note 1', { exact: true }).first().waitFor()
  expect(errors).toEqual([])
}, 300_000)

it('goes on by itself after a minute of too much, and when a server that was away is back', async () => {
  const { page, context } = await newcomer('Eve')
  await call(page, 'POST', `/${slug}/membership`)
  await page.clock.install()
  let answers = 0
  await page.route('**/uploads/*', (route) => {
    answers++
    const busy = { status: 429, body: '{}' }
    return answers === 1 ? route.fulfill(busy) : route.abort('connectionrefused')
  })
  await choose(page, ['late.txt'])
  const row = page.locator('.upload')
  const failed = page.locator('.upload[data-state=failed]')
  // each try comes when its time has come; a step is shorter than the rest before it begins anew
  const step = async () => {
    await page.clock.runFor(5000)
    return failed.count()
  }
  await expect.poll(step, { timeout: 60_000 }).toBe(1)
  expect(answers).toBe(6)
  expect(await row.textContent()).toContain('It goes on when it is back.')
  await page.unroute('**/uploads/*')
  await page.clock.runFor(15_000)
  await page.waitForURL(new RegExp(`${at}$`))
  const found = await call<{ items: object[] }>(page, 'GET', `${at}/search?q=late`)
  expect(found.items).toHaveLength(1)
  await context.close()
})
