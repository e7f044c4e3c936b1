import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aside, control, enter, ids, say, words } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `chat-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone
let cleo: Someone

beforeAll(async () => {
  ;[ann, ben, cleo] = await Promise.all([newcomer('Ann'), newcomer('Ben'), newcomer('Cleo')])
  await call(ann.page, 'POST', '/communities', { name: 'Chatter', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  for (const { page } of [ben, cleo]) await call(page, 'POST', `/${slug}/membership`)
  await Promise.all([enter(ann.page, room), enter(ben.page, room)])
})
afterAll(async () => {
  await control('up')
  await control('faults', { refusePush: 0 })
  await closeBrowser()
})

it('brings what one says to the other, with edits, reactions, replies and deletions', async () => {
  await say(ann.page, `Good morning @${ben.username}`)
  const first = ben.page.locator('.msg', { hasText: 'Good morning' })
  await first.locator('.mention-me').waitFor()
  await aside(ben.page, first, '[data-react="👍"]')
  await ann.page.locator('.msg-reactions .reaction', { hasText: '👍' }).waitFor()
  await aside(ben.page, first, '[data-act=reply]')
  await say(ben.page, 'Morning! See https://example.org/frost and `code`')
  const answer = ann.page.locator('.msg', { hasText: 'Morning!' })
  await answer.locator('.msg-quote', { hasText: 'Good morning' }).waitFor()
  expect(await answer.locator('a[href="https://example.org/frost"]').count()).toBe(1)
  await ann.page.locator('[data-part=words]').press('ArrowUp')
  await say(ann.page, 'Good evening, rather')
  await ben.page.locator('.msg', { hasText: 'Good evening, rather edited' }).waitFor()
  await aside(ben.page, ben.page.locator('.msg', { hasText: 'code' }), '[data-act=delete]')
  await ann.page.locator('.msg[data-deleted]', { hasText: 'Deleted.' }).waitFor()
  expect(await ben.page.locator('[data-part=announce]').textContent()).toContain('Ann Test:')
  await ann.page.fill('[data-part=words]', 'Hm')
  await ben.page.locator('[data-part=typing]', { hasText: 'Ann Test is typing' }).waitFor()
  await ann.page.fill('[data-part=words]', '')
  // told by us who cannot know what was said
  const { notices } = (
    await call<{ mine: { notices: { title: string; body: string }[] } }>(ben.page, 'GET', '/inbox')
  ).mine
  expect(notices[0]).toMatchObject({ title: 'Ann Test mentioned you in Yard', body: '' })
  expect([...ann.errors, ...ben.errors]).toEqual([])
})

it('shows who comes later what was said, and keeps what was read apart from what is new', async () => {
  await enter(cleo.page, room)
  expect(await words(cleo.page)).toEqual(await words(ann.page))
  await cleo.page.goto(`/${slug}`)
  await say(ann.page, 'While Cleo is away')
  await enter(cleo.page, room)
  await cleo.page.locator('.msg', { hasText: 'While Cleo is away' }).waitFor()
  expect(await ids(cleo.page)).toEqual(await ids(ann.page))
  // what one says oneself is nothing new
  await enter(ann.page, room)
  await say(ann.page, 'Back again')
  await ann.page.locator('.msg[data-state=sent]', { hasText: 'Back again' }).waitFor()
  expect(await ann.page.locator('.msg[data-own] .msg-new:visible').count()).toBe(0)
  await say(cleo.page, 'So am I')
  await ann.page.locator('.msg', { hasText: 'So am I' }).waitFor()
  const begins = ann.page.locator('.msg', { has: ann.page.locator('.msg-new:visible') })
  expect(await begins.locator('.msg-words').allTextContents()).toEqual(['So am I'])
})

it('keeps what cannot be sent over a reload, and sends it once when the node is back', async () => {
  await control('down')
  await say(ben.page, 'Into the void')
  await ben.page.locator('.msg[data-state=queued]', { hasText: 'Into the void' }).waitFor()
  await ben.page.locator('.chat-status', { hasText: '1 message waits' }).waitFor()
  await ben.page.reload()
  await ben.page.locator('.msg[data-state=queued]', { hasText: 'Into the void' }).waitFor()
  await control('up')
  for (const { page } of [ann, cleo])
    await page.locator('.msg', { hasText: 'Into the void' }).waitFor({ timeout: 60_000 })
  await ben.page.locator('.msg[data-state=sent]', { hasText: 'Into the void' }).waitFor()
  for (const { page } of [ann, ben, cleo])
    expect((await words(page)).filter((said) => said === 'Into the void')).toHaveLength(1)
})

it('says so when a node refuses for good, and sends it when asked again', async () => {
  await control('faults', { refusePush: 1 })
  await say(cleo.page, 'Stubborn')
  const mine = cleo.page.locator('.msg', { hasText: 'Stubborn' })
  await cleo.page.locator('.msg[data-state=queued]', { hasText: 'Stubborn' }).waitFor()
  // after six refusals it is for her to say
  await mine.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 90_000 })
  expect(await mine.getAttribute('data-state')).toBe('failed')
  expect(await ann.page.locator('.msg', { hasText: 'Stubborn' }).count()).toBe(0)
  await control('faults', { refusePush: 0 })
  await enter(cleo.page, room)
  expect(await mine.getAttribute('data-state')).toBe('failed')
  await mine.getByRole('button', { name: 'Try again' }).click()
  await ann.page.locator('.msg', { hasText: 'Stubborn' }).waitFor({ timeout: 60_000 })
  await cleo.page.locator('.msg[data-state=sent]', { hasText: 'Stubborn' }).waitFor()
  expect((await words(cleo.page)).filter((said) => said === 'Stubborn')).toHaveLength(1)
})

it('sends once what was written in two windows of one browser, in one order everywhere', async () => {
  const other = await ben.context.newPage()
  await enter(other, room)
  await control('down')
  const said: string[] = []
  for (let n = 1; n <= 5; n++)
    for (const page of [ben.page, other]) {
      said.push(`Window ${page === other ? 2 : 1}, ${n}`)
      await say(page, said.at(-1) ?? '')
      await page.locator('.msg[data-state=queued]', { hasText: said.at(-1) }).waitFor()
    }
  // it opens again with what both have written, and sends with the other
  await enterQueued(other)
  await control('up')
  const pages = [ann.page, ben.page, other, cleo.page]
  const heard = async () => {
    const lists = await Promise.all(pages.map((page) => ids(page, /^Window/)))
    const all = (await words(ann.page)).filter((one) => one.startsWith('Window'))
    return { all: all.sort(), isSame: lists.every((list) => list.join() === lists[0]?.join()) }
  }
  await expect
    .poll(heard, { timeout: 90_000, interval: 500 })
    .toEqual({ all: said.sort(), isSame: true })
  await other.close()
})

/** Loads a chat anew while no node is there. */
async function enterQueued(page: Page) {
  await page.reload()
  await page.locator('.msg[data-state=queued]').nth(9).waitFor()
}
