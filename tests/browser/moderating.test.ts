import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { ChatConfig } from '../../src/chat/page/rules.ts'
import { forger } from './chat/forger.ts'
import { pusher } from './chat/pusher.ts'
import { aside, control, enter, ids, refusedFor, say, words } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `rules-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone
let eve: Someone

beforeAll(async () => {
  ;[ann, ben, eve] = await Promise.all([newcomer('Ann'), newcomer('Ben'), newcomer('Eve')])
  await call(ann.page, 'POST', '/communities', { name: 'Rules', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  for (const { page } of [ben, eve]) await call(page, 'POST', `/${slug}/membership`)
  await Promise.all([ann, ben, eve].map(({ page }) => enter(page, room)))
})
afterAll(closeBrowser)

const network = async () => {
  const config = await ann.page.locator('[data-chat]').getAttribute('data-chat')
  return (JSON.parse(config ?? '{}') as ChatConfig).network
}

it('takes away what a moderator deletes, from all who are there and all who come later', async () => {
  await say(eve.page, 'Buy my pills')
  const bad = ann.page.locator('.msg', { hasText: 'Buy my pills' })
  await bad.waitFor()
  // others are offered no such thing
  const seen = ben.page.locator('.msg', { hasText: 'Buy my pills' })
  await seen.hover()
  await seen.locator('.msg-more').click()
  await ben.page.locator('.chat-menu [data-act=reply]').waitFor()
  expect(await ben.page.locator('.chat-menu [data-act=delete]:visible').count()).toBe(0)
  await ben.page.keyboard.press('Escape')
  await aside(ann.page, bad, '[data-act=delete]')
  for (const { page } of [ann, ben, eve])
    await page.locator('.msg[data-deleted]', { hasText: 'A moderator took this away.' }).waitFor()
  const cleo = await newcomer('Cleo')
  await call(cleo.page, 'POST', `/${slug}/membership`)
  await enter(cleo.page, room)
  expect(await words(cleo.page)).toEqual(['A moderator took this away.'])
  await cleo.context.close()
})

it('mutes at once: who is muted can write no more, and is heard by nobody with what they still hold', async () => {
  const { send, stop } = await pusher(await network())
  const mean = await forger(eve.page, room)
  await say(eve.page, 'Me again')
  const last = ann.page.locator('.msg', { hasText: 'Me again' })
  await last.waitFor()
  await aside(ann.page, last, '[data-act=mute]')
  await eve.page.locator('[data-part=words][disabled]').waitFor()
  const placeholder = await eve.page.locator('[data-part=words]').getAttribute('placeholder')
  expect(placeholder).toBe('You are muted for now')
  for (const { page } of [ann, ben]) {
    // what they were told of it is what the page goes by
    await page.reload()
    await page.locator('[data-ready]').waitFor()
  }
  expect(await send(await mean.forge({ x: 'With what I still hold' }))).toBe(true)
  for (const { page } of [ann, ben]) {
    await expect.poll(() => refusedFor(page, 'from someone who was muted')).toBe(1)
    expect(await words(page)).toEqual(['A moderator took this away.', 'Me again'])
  }
  await aside(ann.page, ann.page.locator('.msg', { hasText: 'Me again' }), '[data-act=unmute]')
  // what a new certificate says counts, whatever a page heard last of its holder
  await enter(eve.page, room)
  await say(eve.page, 'I shall be good')
  await ben.page.locator('.msg', { hasText: 'I shall be good' }).waitFor()
  expect(await words(ben.page)).not.toContain('With what I still hold')
  await stop()
})

it('bans at once: the page says so, and what was heard meanwhile is taken back', async () => {
  const { send, stop } = await pusher(await network())
  const mean = await forger(eve.page, room)
  await aside(ann.page, ann.page.locator('.msg', { hasText: 'Me again' }), '[data-act=ban]')
  await ann.page.locator('[data-part=asking]').getByRole('button', { name: 'Ban' }).click()
  await eve.page.locator('.chat-status', { hasText: 'You no longer have access' }).waitFor()
  expect(await eve.page.locator('[data-part=words]').isDisabled()).toBe(true)
  const left = (page: Page) => refusedFor(page, 'from someone who has left')
  const before = await Promise.all([ann, ben].map(({ page }) => left(page)))
  await send(await mean.forge({ x: 'One last word' }))
  for (const [at, { page }] of [ann, ben].entries()) {
    await expect.poll(() => left(page)).toBe((before[at] ?? 0) + 1)
    await expect.poll(() => words(page)).not.toContain('One last word')
    // what she said before stays
    expect(await words(page)).toContain('Me again')
  }
  await stop()
})

it('reads from the archive what every node has lost', async () => {
  for (let n = 1; n <= 3; n++) await say(ben.page, `Remember ${n}`)
  await ann.page.locator('.msg', { hasText: 'Remember 3' }).waitFor()
  await ben.page.locator('.msg[data-state=sent]', { hasText: 'Remember 3' }).waitFor()
  const before = await words(ann.page)
  const order = await ids(ann.page)
  // the minute's tick
  const tick = `${inject('site').url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('* * * * *')}`
  const kept = async () => {
    await fetch(tick)
    const { messages } = await call<{ messages: object[] }>(ann.page, 'GET', `${room}/chat/archive`)
    return messages.length
  }
  await expect.poll(kept).toBeGreaterThanOrEqual(before.length)
  await control('forget')
  const dora = await newcomer('Dora')
  await call(dora.page, 'POST', `/${slug}/membership`)
  await enter(dora.page, room)
  await expect.poll(() => words(dora.page)).toEqual(before)
  expect(await ids(dora.page)).toEqual(order)
  expect(dora.errors).toEqual([])
})
