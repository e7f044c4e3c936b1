import type { Worker } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ear, push, shownIn, tick } from './delivered.ts'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'
import { lastBadge, press, renewed, system } from './worker.ts'

const slug = `pressed-${crypto.randomUUID().slice(0, 8)}`
let ann: Visitor
let ben: Visitor
let post: string
let worker: Worker

beforeAll(async () => {
  ann = await newcomer('Ann')
  ben = await newcomer('Ben', { permissions: ['notifications'] })
  await call(ann.page, 'POST', '/communities', { name: 'Pressed', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard' })
  await call(ben.page, 'POST', `/${slug}/membership`)
  const fields = { title: 'A talk', content: 'Let us talk.' }
  const made = await call<{ id: string }>(ann.page, 'POST', `/${slug}/s/yard/posts`, fields)
  post = `/${slug}/posts/${made.id}`
  await call(ben.page, 'PUT', `${post}/level`, { level: 'follow' })
  worker = await system(ben)
})
afterAll(closeBrowser)

const say = (content: string) => call(ann.page, 'POST', `${post}/comments`, { content })

/** Ann says something, and the system shows word of it. */
async function tell(content: string) {
  await say(content)
  const told = { title: 'Ann commented', body: content, link: post, tag: `post:${post}`, badge: 1 }
  await push(ben, told)
  await expect.poll(() => shownIn(ben.page)).toEqual(['Ann commented'])
}
const unread = async () =>
  (await call<{ mine: { notices: object[] } }>(ben.page, 'GET', '/inbox?show=unread')).mine.notices

it('opens what it is about, which has been read then: by the inbox, the system and the icon', async () => {
  const { page, context, errors } = ben
  await page.goto(`/${slug}`)
  await tell('One.')
  expect(await lastBadge(worker)).toBe(1)
  expect(await press(worker, 'Ann commented')).toEqual({
    ...{ opened: [new URL(post, page.url()).href], focused: [] },
  })
  expect(await shownIn(page)).toEqual([])
  expect(await unread()).toHaveLength(1)
  // word of the same thing that came meanwhile is old news as well
  await tell('Two.')
  const window = await context.newPage()
  await window.goto(post)
  await window.getByText('Two.').waitFor()
  await expect.poll(() => shownIn(page)).toEqual([])
  expect(await unread()).toEqual([])
  await expect.poll(() => lastBadge(window)).toBe(0)
  await window.close()
  expect(errors).toEqual([])
})

it('brings the window forward where it is open already, and shows there what came since', async () => {
  const { page, errors } = ben
  await page.goto(post)
  await tell('Three.')
  expect(await page.getByText('Three.').count()).toBe(0)
  const { opened, focused } = await press(worker, 'Ann commented')
  expect([opened, focused]).toEqual([[], [page.url()]])
  await page.getByText('Three.').waitFor()
  await expect.poll(unread).toEqual([])
  expect(errors).toEqual([])
})

it('leads nobody away from what they write', async () => {
  const { page, errors } = ben
  await page.goto(post)
  const answer = page.locator('textarea[name="content"]').first()
  await answer.fill('What I think')
  await tell('Four.')
  expect(await press(worker, 'Ann commented')).toMatchObject({ opened: [], focused: [page.url()] })
  await page.getByText('There is more here now.').waitFor()
  expect(await answer.inputValue()).toBe('What I think')
  expect(await unread()).toHaveLength(1)
  expect(errors).toEqual([])
})

it('leads nowhere outside, and to the inbox where it does not know better', async () => {
  const { page } = ben
  await page.goto(`/${slug}`)
  const told = { title: 'Elsewhere', body: '', tag: 'elsewhere', badge: 0 }
  await push(ben, { ...told, link: 'https://evil.example/' })
  await expect.poll(() => shownIn(page)).toContain('Elsewhere')
  expect(await press(worker, 'Elsewhere')).toEqual({ opened: [], focused: [] })
  expect(await lastBadge(worker)).toBe(0)
})

it('wears on the icon what is marked in place', async () => {
  const { page, errors } = ben
  await page.goto('/inbox')
  await expect.poll(() => lastBadge(page)).toBe(1)
  await page
    .getByRole('button', { name: /^Mark read/ })
    .first()
    .click()
  await expect.poll(() => lastBadge(page)).toBe(0)
  expect(errors).toEqual([])
})

it.each([
  { says: 'both', old: true, fresh: true },
  { says: 'what was', old: true, fresh: false },
  { says: 'nothing', old: false, fresh: false },
])(
  'goes on to be told where the browser listens at another address, and says $says',
  async ({ old, fresh }) => {
    const { page } = ben
    const [before, after] = [ear(), ear()]
    const { subscription } = before
    await call(page, 'POST', '/settings/notifications/browsers', subscription)
    await page.goto('/settings/notifications')
    const key = await page.locator('[data-push]').getAttribute('data-push')
    const many = await page.locator('#browsers .row').count()
    const asked = await renewed(worker, {
      ...{ old: old ? subscription.endpoint : null, key, isGiven: fresh },
      fresh: after.subscription,
    })
    // it asks for an address under the key of this server, and of nobody else
    expect(asked).toEqual(fresh ? [] : [key])
    await page.reload()
    expect(await page.locator('#browsers .row').count()).toBe(old ? many : many + 1)
    await say(`Are you there? ${crypto.randomUUID()}`)
    await tick()
    await expect.poll(after.told, { timeout: 60_000 }).toHaveLength(1)
    // one that has not said where it was is forgotten once its push service says so
    if (old) expect(await before.told()).toEqual([])
  },
  120_000,
)
