import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `talk-${crypto.randomUUID().slice(0, 8)}`
let ann: Visitor & { username: string }
let ben: Visitor & { username: string }
let post: string

beforeAll(async () => {
  ann = await newcomer('Ann')
  ben = await newcomer('Ben')
  await call(ann.page, 'POST', '/communities', { name: 'Talk', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard' })
  await call(ben.page, 'POST', `/${slug}/membership`)
})
beforeEach(async () => {
  const fields = { title: 'A talk', content: 'Let us talk.' }
  const made = await call<{ id: string }>(ann.page, 'POST', `/${slug}/s/yard/posts`, fields)
  post = `/${slug}/posts/${made.id}`
})
afterAll(closeBrowser)

const comments = (page: Page) => page.locator('#comments .comment')
const button = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true })

/** Marks the document, so that a later look tells whether it is still the same one. */
const mark = (page: Page) =>
  page.evaluate(() => {
    document.documentElement.dataset.same = ''
  })
const isSame = (page: Page) => page.locator('html[data-same]').count()

it('reacts at once, and takes it back, without leaving the page', async () => {
  const { page, errors } = ben
  await page.goto(post)
  await mark(page)
  const like = page.locator('article.post > .post-foot button.reaction').first()
  await like.click()
  await page.locator('.post-foot button.reaction[aria-pressed=true]', { hasText: '1' }).waitFor()
  await page.reload()
  expect(await like.getAttribute('aria-pressed')).toBe('true')
  await mark(page)
  await like.click()
  await page.locator('.post-foot button.reaction[aria-pressed=false]').first().waitFor()
  await page.locator('article.post > .post-foot summary').click()
  await page.locator('article.post > .post-foot .picker-item').first().click()
  await page.locator('.post-foot button.reaction[aria-pressed=true] .reaction-emoji').waitFor()
  expect(await isSame(page)).toBe(1)
  expect(errors).toEqual([])
})

it('puts comments, replies and edits in their place', async () => {
  const { page, errors } = ben
  await page.goto(post)
  await mark(page)
  await page.fill('#write', 'A **first** word.')
  await button(page, 'Comment').click()
  const first = comments(page).filter({ hasText: 'A first word.' })
  await first.locator('strong', { hasText: 'first' }).waitFor()
  expect(await page.inputValue('#write')).toBe('')
  await first.locator('summary', { hasText: 'Reply' }).click()
  await first.locator('.reply-form textarea').fill('And a second.')
  await first.getByRole('button', { name: 'Reply', exact: true }).click()
  const second = first.locator('.replies .comment', { hasText: 'And a second.' })
  await second.waitFor()
  await second.locator('details[data-menu] summary').first().click()
  await second.getByRole('link', { name: 'Edit', exact: true }).click()
  await second.locator('textarea').fill('And a better one.')
  await second.getByRole('button', { name: 'Save' }).click()
  await page.locator('.replies .comment', { hasText: 'And a better one.' }).waitFor()
  expect(await comments(page).count()).toBe(2)
  expect(await isSame(page)).toBe(1)
  expect(errors).toEqual([])
})

it('asks before it deletes, and gives the focus back on no', async () => {
  const { page, errors } = ben
  const { id } = await call<{ id: string }>(page, 'POST', `${post}/comments`, { content: 'Oops' })
  await page.goto(post)
  const menu = page.locator(`#comment-${id} details[data-menu] summary`).first()
  const dialog = page.locator('#confirm')
  await menu.click()
  await page.locator(`#comment-${id}`).getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.locator(`#comment-${id}`, { hasText: 'Oops' }).count()).toBe(1)
  expect(await page.locator(`#comment-${id} :focus`).count()).toBe(1)
  if (!(await page.locator(`#comment-${id} details[data-menu][open]`).count())) await menu.click()
  await page.locator(`#comment-${id}`).getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.locator(`#comment-${id}`, { hasText: 'Oops' }).waitFor({ state: 'hidden' })
  expect(errors).toEqual([])
})

it('loads more in place, without doubles, while rows are added', async () => {
  const { page, errors } = ann
  const room = { name: 'Long', slug: 'long' }
  await call(page, 'POST', `/${slug}/spaces`, room)
  const write = (n: number) =>
    call(page, 'POST', `/${slug}/s/long/posts`, { title: `No ${n}`, content: 'One of many.' })
  for (let n = 1; n <= 45; n++) await write(n)
  await page.goto(`/${slug}/s/long`)
  await mark(page)
  const titles = page.locator('.post-title')
  const more = page.getByRole('link', { name: 'Load more' })
  await write(46)
  for (let turn = 0; turn < 5 && (await more.count()); turn++) {
    const before = await titles.count()
    await more.click()
    await titles.nth(before).waitFor()
    // the focus goes on with the first of the new rows
    expect(await page.locator('.post').nth(before).locator(':focus').count()).toBe(1)
  }
  const seen = await titles.allTextContents()
  expect(seen).toHaveLength(45)
  expect(new Set(seen).size).toBe(45)
  expect(await isSame(page)).toBe(1)
  expect(errors).toEqual([])
})

it('keeps what was typed when it is refused, with the reason beside the field', async () => {
  const { page } = ann
  await page.goto(`/${slug}/spaces/new`)
  await page.fill('#name', 'Yard again')
  await page.locator('input[name=slug]').fill('yard')
  await page.fill('#description', 'Kept words')
  await button(page, 'Make the space').click()
  const fault = page.locator('.field[data-invalid]', { has: page.locator('input[name=slug]') })
  await fault.locator('.field-error').waitFor()
  expect(await page.inputValue('#name')).toBe('Yard again')
  expect(await page.inputValue('#description')).toBe('Kept words')
  const field = page.locator('input[name=slug]')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const words = await field.getAttribute('aria-describedby')
  expect(await page.locator(`#${words?.split(' ')[0]}`).count()).toBe(1)
})

it('says when a refused comment is too long, keeps it, and moves the focus there', async () => {
  const { page } = ben
  await page.goto(post)
  await page.evaluate(() => document.querySelector('#write')?.removeAttribute('maxlength'))
  const long = 'word '.repeat(10_000)
  await page.fill('#write', long)
  await button(page, 'Comment').click()
  await page.locator('.field-error').waitFor()
  expect((await page.inputValue('#write')).trim()).toBe(long.trim())
  await page.locator('#write:focus').waitFor()
  expect(await comments(page).count()).toBe(0)
  ben.errors.length = 0
})

it('offers to try again when it could not be sent, and then sends it', async () => {
  const { page, context } = ben
  await page.goto(post)
  await page.fill('#write', 'From a train.')
  await context.setOffline(true)
  await button(page, 'Comment').click()
  const toast = page.locator('#toasts .toast')
  await toast.getByText('That did not reach us. Are you online?').waitFor()
  expect(await page.inputValue('#write')).toBe('From a train.')
  await context.setOffline(false)
  await toast.getByRole('button', { name: 'Try again' }).click()
  await comments(page).filter({ hasText: 'From a train.' }).waitFor()
  expect(await comments(page).count()).toBe(1)
  ben.errors.length = 0
})

it('shows each what the other said, and tells them', async () => {
  await ann.page.goto(post)
  await ben.page.goto(post)
  await ben.page.fill('#write', `Hello @${ann.username}, good day`)
  await button(ben.page, 'Comment').click()
  await comments(ben.page).filter({ hasText: 'Hello' }).waitFor()
  await ann.page.reload()
  await comments(ann.page).filter({ hasText: 'Hello' }).waitFor()
  expect(await ann.page.locator('#nav-inbox .unread').count()).toBe(1)
  await ann.page.goto('/inbox')
  await ann.page.locator('.notice-row[data-unread] .notice-link').first().click()
  await ann.page.waitForURL(/\/posts\//)
  expect(ann.errors).toEqual([])
})

it('can be used with the keyboard alone', async () => {
  const { page, errors } = ben
  await page.goto(post)
  const { keyboard } = page
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  await keyboard.press('Tab')
  expect(await focused()).toBe('Skip to content')
  expect(await page.locator('.skip').isVisible()).toBe(true)
  await keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  const picker = page.locator('article.post > .post-foot summary')
  await tabTo(page, 'article.post > .post-foot summary')
  await keyboard.press('Enter')
  await page.locator('.picker').first().waitFor()
  await keyboard.press('Escape')
  await page.locator('.picker').first().waitFor({ state: 'hidden' })
  expect(await picker.evaluate((element) => element === document.activeElement)).toBe(true)
  await tabTo(page, '#write')
  await keyboard.type('Without a mouse.')
  await tabTo(page, 'main form .btn-primary')
  await keyboard.press('Enter')
  await comments(page).filter({ hasText: 'Without a mouse.' }).waitFor()
  expect(errors).toEqual([])
})

/** Presses Tab until the focus is on `selector`; fails when it does not come by. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await page.keyboard.press('Tab')
    if (await page.locator(`${selector}:focus`).count()) return
  }
  throw new Error(`Tab never reaches ${selector}`)
}
