import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { closeBrowser, type Visitor, visitor } from './visitor.ts'

const slug = `writing-${Date.now().toString(36)}`
let ada: Visitor
let bo: Visitor

beforeAll(async () => {
  ada = await newcomer('Ada')
  bo = await newcomer('Bo')
  await call(ada.page, '/communities', { name: 'Writers', slug })
  const space = { name: 'Drafts', slug: 'drafts', spaceType: 'discussion', visibility: 'public' }
  await call(ada.page, `/${slug}/spaces`, space)
  await call(bo.page, `/${slug}/membership`)
})
afterAll(closeBrowser)

it('completes people and emoji from the keyboard, and wraps what is selected', async () => {
  const { page, errors } = ada
  await page.goto(`/${slug}/new?space=drafts`)
  const text = page.locator('#content')
  await text.click()
  await page.keyboard.type(`Hi @${nameOf('Bo').slice(0, 6)}`)
  await page.locator('[role=option]').first().waitFor()
  expect(await text.getAttribute('aria-activedescendant')).toBe('content-choices-0')
  await page.keyboard.press('Enter')
  await page.keyboard.type('have a :tad')
  await page.locator('[role=option]', { hasText: '🎉' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('day')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Control+b')
  expect(await text.inputValue()).toBe(`Hi @${nameOf('Bo')} have a 🎉 **day**`)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('.editor-preview strong', { hasText: 'day' }).waitFor()
  await page.getByRole('button', { name: 'Preview' }).click()
  expect(await text.isVisible()).toBe(true)
  expect(errors).toEqual([])
})

it('keeps a draft until it has been posted, and not longer', async () => {
  const { page, errors } = bo
  await page.goto(`/${slug}/new?space=drafts`)
  await page.fill('#title', 'Kept')
  await page.fill('#content', 'What I was writing')
  await page.waitForTimeout(500)
  await page.reload()
  expect(await page.inputValue('#content')).toBe('What I was writing')
  await page.getByText('We kept what you were writing.').waitFor()
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\//)
  await page.goto(`/${slug}/new?space=drafts`)
  expect(await page.inputValue('#content')).toBe('')
  expect(errors).toEqual([])
})

it('offers one empty answer at a time, and shows results in place after a vote', async () => {
  const { page, errors } = bo
  await page.goto(`/${slug}/new?space=drafts`)
  await page.fill('#content', 'A question')
  await page.locator('summary', { hasText: 'Poll' }).click()
  const answers = page.locator('.answers input:visible')
  expect(await answers.count()).toBe(2)
  await page.fill('#pollQuestion', 'Tea or coffee?')
  await page.fill('#answer-1', 'Tea')
  await page.fill('#answer-2', 'Coffee')
  expect(await answers.count()).toBe(3)
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\//)
  await page.goto(`/${slug}/s/drafts`)
  await page.locator('.poll-ballot label', { hasText: 'Tea' }).click()
  await page.getByRole('button', { name: 'Vote' }).click()
  await page.locator('.poll-result[data-mine]', { hasText: 'Tea' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/${slug}/s/drafts`)
  expect(errors).toEqual([])
})

it('schedules in the zone of the browser, and shows it again in the same', async () => {
  const { page, errors } = await newcomer('Cy', { timezoneId: 'Asia/Kolkata' })
  await call(page, `/${slug}/membership`)
  await page.goto(`/${slug}/new?space=drafts`)
  await page.fill('#content', 'Later')
  await page.locator('summary', { hasText: 'Post later' }).click()
  const wall = `${new Date().getUTCFullYear() + 1}-07-01T12:00`
  await page.fill('#scheduledAt', wall)
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/scheduled$/)
  const at = await page.locator('time[data-local]').getAttribute('datetime')
  expect(at).toBe(`${wall.replace('T12:00', 'T06:30')}:00.000Z`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.locator('#content').waitFor()
  expect(await page.inputValue('#scheduledAt')).toBe(wall)
  expect(await page.inputValue('#zone')).toMatch(/^Asia\/(Kolkata|Calcutta)$/)
  expect(errors).toEqual([])
})

it('works without a script: the space can be chosen, Enter in the title posts', async () => {
  const { page, context } = await newcomer('Di', { javaScriptEnabled: false })
  await call(page, `/${slug}/membership`)
  await page.goto(`/${slug}/new`)
  await page.fill('#title', 'No script')
  await page.fill('#content', 'It **works**.')
  await page.selectOption('#space', 'drafts')
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Preview' }).click()
  const preview = await opened
  await preview.locator('strong', { hasText: 'works' }).waitFor()
  await page.locator('#title').press('Enter')
  await page.waitForURL(/\/posts\//)
  expect(await page.locator('main').textContent()).toContain('Drafts')
})

const nameOf = (name: string) => `${name.toLowerCase()}-${slug.slice(-8)}`

/** Someone who has just signed up. */
async function newcomer(name: string, options = {}): Promise<Visitor> {
  const { url, clerkUrl } = inject('site')
  const someone = await visitor(null, options)
  const username = nameOf(name)
  await someone.page.request.post(`${clerkUrl}/sign-up`, {
    form: {
      username,
      fullName: `${name} Test`,
      email: `${username}@example.test`,
      redirect_url: `${url}/sign-in/callback?return_to=/healthz`,
    },
    headers: { origin: clerkUrl },
  })
  return someone
}

async function call(page: Page, path: string, data: object = {}): Promise<void> {
  const answer = await page.request.post(path, { data, headers: { accept: 'application/json' } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
}
