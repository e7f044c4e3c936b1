import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fromText } from '../../src/chat/bytes/rules.ts'
import { MOST_BYTES } from '../../src/chat/envelope/rules.ts'
import type { ChatConfig } from '../../src/chat/page/rules.ts'
import { forger } from './chat/forger.ts'
import { pusher } from './chat/pusher.ts'
import { aside, enter, refusals, say } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `forge-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
let ann: Visitor & { username: string }
let eve: Visitor & { username: string }

beforeAll(async () => {
  ;[ann, eve] = await Promise.all([newcomer('Ann'), newcomer('Eve')])
  await call(ann.page, 'POST', '/communities', { name: 'Forge', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  await call(eve.page, 'POST', `/${slug}/membership`)
  await enter(ann.page, room)
})
afterAll(closeBrowser)

const config = async (): Promise<ChatConfig> =>
  JSON.parse((await ann.page.locator('[data-chat]').getAttribute('data-chat')) ?? '{}')

const lastOnNode = async (topic: string) => {
  const path = `/store/v3/messages?contentTopics=${encodeURIComponent(topic)}&pageSize=1`
  const answer = await fetch(`${inject('site').wakuUrl}${path}`)
  const { messages } = await answer.json()
  return fromText(messages[0].message.payload)
}

it('refuses and counts what is not what it says it is, and shows nothing of it', async () => {
  const { network, me } = await config()
  const { send, stop } = await pusher(network)
  const mean = await forger(eve.page, room)
  await say(ann.page, 'The real Ann')
  await ann.page.locator('.msg[data-state=sent]', { hasText: 'The real Ann' }).waitFor()
  const stolen = await mean.stolen(await lastOnNode(mean.topic))
  // one that is right, to see that the others would be shown if they were
  const good = await mean.forge({ x: 'Eve herself' })
  expect(await send(good)).toBe(true)
  await ann.page.locator('.msg', { hasText: 'Eve herself' }).waitFor()
  const late = Date.now() - 15_000
  const bad = [
    mean.noise(),
    // somebody else's certificate, signed with one's own key
    await mean.forge({ c: stolen, by: me.id }),
    // a certificate of one's own making
    await mean.forge({ c: await mean.selfMade({ a: me.id, n: 'Ann', r: 'owner' }), by: me.id }),
    // another's id, so that their message would be taken for known
    await mean.forge({ by: me.id }),
    // another place, another epoch
    await mean.forge({ s: crypto.randomUUID() }),
    await mean.forge({ e: 7 }),
    // said long ago, or yet to be said
    await mean.forge({ at: late - 120_000, sentAt: late }),
    await mean.forge({ at: Date.now() + 600_000, sentAt: Date.now() }),
    // seen before, sent anew
    { ...good, at: good.at + 90_000 },
  ]
  for (const [n, message] of bad.entries()) expect([n, await send(message)]).toEqual([n, true])
  // deletes and mends what is not hers: rightly signed, and of no effect
  const shown = await ann.page.locator('.msg', { hasText: 'The real Ann' }).getAttribute('id')
  await send(await mean.forge({ t: 'del', m: shown?.slice(2) }))
  await send(await mean.forge({ t: 'edit', m: shown?.slice(2), x: 'Ann no more' }))
  // larger than any node takes
  expect(await send(await mean.forge({ x: 'x'.repeat(2 * MOST_BYTES) }))).toBe(false)
  await expect.poll(() => refusals(ann.page)).toContain(`${bad.length} messages were refused`)
  expect(await ann.page.locator('.msg-words').allTextContents()).toEqual([
    'The real Ann',
    'Eve herself',
  ])
  await stop()
})

it('shows the team the one message that a member reports, and asks before someone is banned', async () => {
  await enter(eve.page, room)
  const theirs = eve.page.locator('.msg', { hasText: 'The real Ann' })
  await aside(eve.page, theirs, '[data-act=report]')
  const dialog = eve.page.locator('[data-part=asking]')
  await dialog.locator('textarea').fill('She is not')
  await dialog.getByRole('button', { name: 'Report' }).click()
  await eve.page.getByText('The team will look at it. Thank you.').waitFor()
  await aside(ann.page, ann.page.locator('.msg', { hasText: 'Eve herself' }), '[data-act=ban]')
  await ann.page.locator('[data-part=asking]').getByRole('button', { name: 'Cancel' }).click()
  const { mine } = await call<{ mine: { reports: object[] } }>(ann.page, 'GET', `/${slug}/reports`)
  expect(mine.reports).toMatchObject([{ words: 'The real Ann', reason: 'She is not' }])
  expect(eve.errors).toEqual([])
})

it('hears nothing more of someone who was removed, who hears nothing more either', async () => {
  const { network } = await config()
  const { send, stop } = await pusher(network)
  const mean = await forger(eve.page, room)
  await call(ann.page, 'DELETE', `/${slug}/members/${eve.username}`)
  const before = (await refusals(ann.page)).match(/\d+/)?.[0] ?? '0'
  await ann.page.reload()
  await ann.page.locator('[data-ready]').waitFor()
  // the certificate still holds for some minutes: it is the Worker's word that shuts her out
  expect(await send(await mean.forge({ x: 'Still here' }))).toBe(true)
  await expect.poll(() => refusals(ann.page)).toMatch(/refused here/)
  expect(Number(before)).toBeGreaterThan(0)
  expect(await ann.page.locator('.msg', { hasText: 'Still here' }).count()).toBe(0)
  const answer = await eve.page.request.get(`${room}/chat/keys`)
  expect(answer.status()).toBe(403)
  await stop()
})

it('loads what chats on pages of chats alone, and not much of it', async () => {
  const { script } = await config()
  const answer = await ann.page.request.get(script)
  const weight = brotliCompressSync(await answer.body()).length
  console.info(`the chat's bundle: ${weight} bytes of brotli`)
  expect(weight).toBeLessThanOrEqual(160_000)
  const { page } = await newcomer('Gus')
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  for (const path of [`/${slug}`, room]) await page.goto(path)
  expect(loaded.filter((path) => path === script)).toEqual([])
})
