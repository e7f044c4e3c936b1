import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call, closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'

const bare = { javaScriptEnabled: false }
const slug = `plain-${crypto.randomUUID().slice(0, 8)}`
let nia: Visitor & { username: string }
let ole: Visitor & { username: string }

beforeAll(async () => {
  nia = await newcomer('Nia', bare)
  ole = await newcomer('Ole', bare)
})
afterAll(closeBrowser)

const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name, exact: true }).first().click()

/** Opens the menu of an article and presses one of its rows. */
async function choose(page: Page, article: string, row: string): Promise<void> {
  const menu = page.locator(article).locator('details[data-menu]').first()
  await menu.locator('summary').click()
  await menu.getByText(row, { exact: true }).click()
}

it('signs in by the page of people, and out again', async () => {
  const { page } = await visitor(null, bare)
  await page.goto('/loam')
  await page.getByRole('link', { name: 'Sign in', exact: true }).first().click()
  await page.locator('input[type=search]').fill('june')
  await page.locator('input[type=search]').press('Enter')
  await page.waitForURL(/q=june/)
  await page.locator('button.person', { hasText: 'June Castellano' }).click()
  await page.waitForURL(/\/loam$/)
  await page.locator('.me-button').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/loam')
  await page.getByRole('link', { name: 'Sign in', exact: true }).first().waitFor()
  expect(await page.locator('.me-button').count()).toBe(0)
})

it('founds a community, makes spaces and moves one up', async () => {
  const { page } = nia
  await page.goto('/new')
  await page.getByLabel('Name').fill('Plain')
  await page.locator('input[name=slug]').fill(slug)
  await page.locator('main form').getByRole('button').last().click()
  await page.waitForURL(new RegExp(`/${slug}`))
  for (const name of ['Attic', 'Bench']) {
    await page.goto(`/${slug}/spaces/new`)
    await page.fill('#name', name)
    await press(page, 'Make the space')
  }
  await page.goto(`/${slug}/spaces`)
  await press(page, 'Move Bench up')
  const order = await page.locator('[data-order] li .name-link').allTextContents()
  expect(order.indexOf('Bench')).toBe(order.indexOf('Attic') - 1)
})

it('joins, follows a space, posts with a poll, votes, and changes the post', async () => {
  const { page } = ole
  await page.goto(`/${slug}/about`)
  await press(page, /^Join/)
  await page.goto(`/${slug}/s/bench`)
  await page.locator('#follow summary').click()
  await page.locator('#follow button', { hasText: 'New posts' }).click()
  await page.locator('#follow summary', { hasText: 'Following' }).waitFor()
  await page.getByRole('link', { name: /Post in Bench/ }).click()
  await page.fill('#title', 'Without a script')
  await page.fill('#content', 'It **works**.')
  await page.locator('summary', { hasText: 'Poll' }).click()
  await page.fill('#pollQuestion', 'Does it?')
  await page.fill('#answer-1', 'Yes')
  await page.fill('#answer-2', 'No')
  await page.locator('.form-actions').getByRole('button').click()
  await page.waitForURL(/\/posts\//)
  await page.locator('.poll').getByText('Yes').click()
  await press(page, 'Vote')
  await page.locator('.poll-result[data-mine]', { hasText: 'Yes' }).waitFor()
  await choose(page, 'article.post', 'Edit')
  await page.fill('#title', 'Still without a script')
  await page.locator('.form-actions').getByRole('button').click()
  await page.waitForURL(/\/posts\/[^/]+$/)
  expect(await page.locator('h1').textContent()).toBe('Still without a script')
  expect(await page.locator('article.post .facts').first().textContent()).toContain('edited')
})

it('comments, replies, reacts and takes it back, edits and deletes', async () => {
  const { page } = ole
  const comments = page.locator('.comment')
  await page.fill('#write', 'First.')
  await press(page, 'Comment')
  await comments.filter({ hasText: 'First.' }).waitFor()
  await comments.first().locator('summary', { hasText: 'Reply' }).click()
  await page.getByRole('link', { name: 'Write a reply' }).first().click()
  await page.locator('.reply-form textarea').fill('Second.')
  await press(page, 'Reply')
  await page.locator('.replies .comment', { hasText: 'Second.' }).waitFor()
  const like = page.locator('article.post > .post-foot button.reaction').first()
  await like.click()
  expect(await like.getAttribute('aria-pressed')).toBe('true')
  expect(await like.getAttribute('aria-label')).toMatch(/, 1$/)
  await like.click()
  expect(await like.getAttribute('aria-pressed')).toBe('false')
  await choose(page, '.replies .comment', 'Edit')
  await page.locator('main textarea').fill('Second, better.')
  await press(page, 'Save')
  await page.locator('.replies .comment', { hasText: 'Second, better.' }).waitFor()
  await choose(page, '.replies .comment', 'Delete')
  expect(await page.locator('.replies .comment', { hasText: 'Second' }).count()).toBe(0)
})

it('pins as staff, loads more, marks the inbox read, and deletes', async () => {
  const { page } = nia
  for (let n = 1; n <= 25; n++)
    await call(page, 'POST', `/${slug}/s/attic/posts`, {
      title: `No ${n}`,
      content: 'One of many.',
    })
  await page.goto(`/${slug}/s/bench`)
  await choose(page, 'article.post', 'Pin')
  await page.goto(`/${slug}/s/bench`)
  await page.locator('.pinned').waitFor()
  await page.goto(`/${slug}/s/attic`)
  const titles = page.locator('.post-title')
  const seen = await titles.allTextContents()
  await page.getByRole('link', { name: 'Load more' }).click()
  await page.waitForURL(/after=/)
  seen.push(...(await titles.allTextContents()))
  expect(new Set(seen).size).toBe(25)
  expect(seen).toHaveLength(25)
  await page.goto(`/@${ole.username}`)
  await press(page, 'Follow')
  await ole.page.goto('/inbox')
  expect(await ole.page.locator('.notice-row[data-unread]').count()).toBeGreaterThan(0)
  await press(ole.page, 'Mark all read')
  expect(await ole.page.locator('.notice-row').count()).toBeGreaterThan(0)
  expect(await ole.page.locator('.notice-row[data-unread]').count()).toBe(0)
  await page.goto(`/${slug}/s/bench`)
  await choose(page, 'article.post', 'Delete')
  await page.goto(`/${slug}/s/bench`)
  expect(await page.getByText('Still without a script').count()).toBe(0)
})

it('switches the theme, on this and every later page', async () => {
  const { page } = ole
  await page.goto(`/${slug}`)
  await page.locator('.me-button').click()
  await page.getByRole('button', { name: 'Dark theme' }).first().click()
  expect(new URL(page.url()).pathname).toBe(`/${slug}`)
  const scheme = page.locator('meta[name=color-scheme]')
  expect(await scheme.getAttribute('content')).toBe('dark')
  await page.goto('/inbox')
  expect(await scheme.getAttribute('content')).toBe('dark')
})
