import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { push, shownIn, tick } from './delivered.ts'
import { call, closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'

const slug = `told-${crypto.randomUUID().slice(0, 8)}`
let ann: Visitor & { username: string }
let ben: Visitor & { username: string }
let post: string

beforeAll(async () => {
  ann = await newcomer('Ann')
  ben = await newcomer('Ben', { permissions: ['notifications'] })
  await call(ann.page, 'POST', '/communities', { name: 'Told', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard' })
  await call(ben.page, 'POST', `/${slug}/membership`)
  const fields = { title: 'A talk', content: 'Let us talk.' }
  const made = await call<{ id: string }>(ann.page, 'POST', `/${slug}/s/yard/posts`, fields)
  post = `/${slug}/posts/${made.id}`
})
afterAll(closeBrowser)

const say = (content: string) => call(ann.page, 'POST', `${post}/comments`, { content })
const badge = (page: Page) => page.locator('#nav-inbox .unread')
const rows = (page: Page) => page.locator('.notice-row')

it('watches a post, reads of it in one line, by keys, and mutes it there', async () => {
  const { page, errors } = ben
  await page.goto(post)
  await page.locator('#topic-level summary').click()
  await page.locator('#topic-level button', { hasText: 'Watch' }).click()
  await page.locator('#topic-level summary', { hasText: 'Watching' }).waitFor()
  for (const words of ['One.', 'Two.']) await say(words)
  await page.goto('/inbox')
  expect(await badge(page).textContent()).toContain('1')
  expect(await rows(page).first().textContent()).toContain('2 new')
  await page.keyboard.press('j')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('notice-link')
  await page.keyboard.press('e')
  await page.locator('.notice-row:not([data-unread])').first().waitFor()
  await badge(page).waitFor({ state: 'detached' })
  await page.keyboard.press('m')
  await page.locator('.notice-row[data-muted]').waitFor()
  await say('Three.')
  await page.reload()
  expect(await badge(page).count()).toBe(0)
  await page.locator('.notice-menu summary').first().click()
  await page.getByRole('button', { name: 'Unmute this conversation' }).click()
  await page.locator('.notice-row:not([data-muted])').first().waitFor()
  expect(errors).toEqual([])
})

it('has read what was told of a thing as soon as the thing itself is seen', async () => {
  const { page, errors } = ben
  await call(page, 'PUT', `${post}/level`, { level: 'follow' })
  await say('Four.')
  await page.goto(`/${slug}`)
  await badge(page).waitFor()
  await page.goto(post)
  await badge(page).waitFor({ state: 'detached' })
  await page.goto('/inbox')
  expect(await page.locator('.notice-row[data-unread]').count()).toBe(0)
  expect(errors).toEqual([])
})

it('keeps what is chosen in settings', async () => {
  const { page, errors } = ben
  await page.goto('/settings/notifications')
  await page.getByRole('checkbox', { name: 'New posts: Push' }).check()
  await page.getByLabel('Replies: mail').selectOption('digest')
  await page.getByLabel('Digest').selectOption('daily')
  await page.getByLabel('Quiet from').selectOption('22')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Say when they begin and when they end.').waitFor()
  await page.getByLabel('Until').selectOption('7')
  await page.getByLabel('Quiet from').selectOption('22')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await page.getByLabel('Quiet from').inputValue()).toBe('22')
  expect(errors.filter((error) => !error.includes('422'))).toEqual([])
})

it('shows what is pushed, a page without a network, and keeps nothing that is anyone’s', async () => {
  const { page, context, errors } = ben
  await page.goto(post)
  const told = { title: 'Ann commented', body: 'Five.', link: post, tag: 'post:1', badge: 1 }
  for (const _ of [1, 2]) await push(ben, told)
  // twice told is once shown
  await expect.poll(() => shownIn(page)).toEqual(['Ann commented'])
  await context.setOffline(true)
  await page.goto(`/${slug}/about`)
  await page.getByRole('heading', { name: 'You are offline' }).waitFor()
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Told' }).first().waitFor()
  expect(new URL(page.url()).pathname).toBe(`/${slug}/about`)
  await page.goto(post)
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => !/^\/(offline|build\/styles|brand\/)/.test(path))).toEqual([])
  expect(errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

it('sends a letter whose links sign nobody in, and stop it at one press', async () => {
  const { mailUrl, databaseUrl } = inject('site')
  await call(ben.page, 'PUT', '/settings/notifications', everythingAtOnce)
  await say('Six.')
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  await tick()
  await database.query(
    `update letters set due_at = now() where done_at is null and profile_id =
      (select id from profiles where username = $1)`,
    [ben.username],
  )
  await database.end()
  await tick()
  type Letter = { id: string; subject: string; text: string }
  const letters = async (): Promise<Letter[]> =>
    (await fetch(`${mailUrl}/letters?to=${ben.username}@example.test`)).json()
  await expect.poll(letters, { timeout: 20_000 }).toHaveLength(1)
  const [letter] = await letters()
  expect(letter?.subject).toContain('commented on A talk')
  const { page } = await visitor(null)
  await page.goto(/http\S+\/posts\/\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  await page.locator('.topbar, .sidebar').getByText('Sign in').first().waitFor()
  await page.goto(/http\S+\/unsubscribe\/\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Stop these letters' }).click()
  await page.getByRole('heading', { name: 'Done' }).waitFor()
  await ben.page.goto('/settings/notifications')
  await ben.page.getByText('You stopped letters about replies and mentions').waitFor()
})

const everythingAtOnce = {
  kinds: Object.fromEntries(
    [
      ...['mention', 'reply', 'new_post', 'event_reminder', 'course_unlocked'],
      ...['membership_renewal', 'new_follower'],
    ].map((kind) => [kind, { inbox: true, mail: 'now', push: true }]),
  ),
  ...{ digest: 'off', digestHour: 9, digestDay: 1, zone: 'UTC', quietFrom: null, quietTo: null },
}
