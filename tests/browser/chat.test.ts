import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aside, control, enter, ids, refusals, say, words } from './chat/room.ts'
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
  await control('faults', { dropPush: 0, dropArchive: 0, refusePush: 0 })
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

it('says so when a node refuses, and sends it when asked again', async () => {
  await control('faults', { refusePush: 1 })
  await say(cleo.page, 'Stubborn')
  await cleo.page.locator('.msg[data-state=queued]', { hasText: 'Stubborn' }).waitFor()
  await control('faults', { refusePush: 0 })
  await ann.page.locator('.msg', { hasText: 'Stubborn' }).waitFor({ timeout: 60_000 })
  expect((await words(cleo.page)).filter((said) => said === 'Stubborn')).toHaveLength(1)
})

it('ends with the same sixty in the same order on every page, over a network that loses a fifth', async () => {
  await control('faults', { dropPush: 0.2, dropArchive: 0.05 })
  const all = [ann, ben, cleo]
  const said: string[] = []
  for (let n = 1; n <= 20; n++) {
    for (const { page, username } of all) {
      said.push(`No ${n} of ${username}`)
      await say(page, `No ${n} of ${username}`)
    }
    if (n === 7) await ben.page.reload()
    if (n === 7) await ben.page.locator('[data-ready]').waitFor()
    if (n === 12) await cleo.context.setOffline(true)
    if (n === 16) await cleo.context.setOffline(false)
  }
  await control('faults', { dropPush: 0, dropArchive: 0 })
  const heard = (page: Page) =>
    words(page).then((all) => all.filter((one) => one.startsWith('No ')))
  const differences = async () => {
    const lists = await Promise.all(all.map(({ page }) => heard(page)))
    const order = await Promise.all(all.map(({ page }) => ids(page, /^No \d+ of/)))
    return {
      missing: lists.map((list) => said.filter((one) => !list.includes(one))),
      many: lists.map(({ length }) => length),
      isSame: order.every((list) => list.join() === order[0]?.join()),
    }
  }
  await expect
    .poll(differences, { timeout: 90_000, interval: 500 })
    .toEqual({ missing: [[], [], []], many: [60, 60, 60], isSame: true })
})

it('keeps nothing that could be read, on the node or in the database', async () => {
  const { wakuUrl } = inject('site')
  const { messages } = await (await fetch(`${wakuUrl}/store/v3/messages?pageSize=100`)).json()
  expect(messages.length).toBeGreaterThan(20)
  const dump = Buffer.concat(
    messages.map(({ message }: { message: { payload: string } }) =>
      Buffer.from(message.payload, 'base64'),
    ),
  ).toString('latin1')
  for (const word of ['Good evening', 'Into the void', 'Ann Test', ann.username, slug])
    expect(dump).not.toContain(word)
  expect(await refusals(ann.page)).toBe('Nothing here had to be refused.')
})
