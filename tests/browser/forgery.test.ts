import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fromText } from '../../src/chat/bytes/rules.ts'
import { MOST_BYTES, MOST_WORDS } from '../../src/chat/envelope/rules.ts'
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
  const early = Date.now() - 90_000
  const bad = {
    'that nobody could open': [mean.noise()],
    // somebody else's certificate, signed with one's own key
    'not signed by their author': [await mean.forge({ c: stolen, by: me.id })],
    'with a false certificate': [
      await mean.forge({ c: await mean.selfMade({ a: me.id, n: 'Ann', r: 'owner' }), by: me.id }),
    ],
    'meant for another place': [
      // another's id, so that their message would be taken for known
      await mean.forge({ by: me.id }),
      await mean.forge({ s: crypto.randomUUID() }),
      await mean.forge({ e: 7 }),
    ],
    'not from when they say': [
      await mean.forge({ at: late - 120_000, sentAt: late }),
      await mean.forge({ at: Date.now() + 600_000, sentAt: Date.now() }),
      // heard before, and long after sent anew
      { ...good, at: good.at + 90_000 },
    ],
    'heard before': [{ ...good, at: good.at + 15_000 }],
    // from before there was a certificate
    'with a certificate that had run out': [await mean.forge({ at: early, sentAt: early })],
    'too long': [
      await mean.forge({ x: 'x'.repeat(MOST_WORDS + 1) }),
      await mean.forge({ x: '', c: mean.keys.certificate ?? '', r: 'x'.repeat(MOST_BYTES) }),
    ],
  }
  const all = Object.values(bad).flat()
  for (const [n, message] of all.entries()) expect([n, await send(message)]).toEqual([n, true])
  // deletes and mends what is not hers: rightly signed, and of no effect
  const shown = await ann.page.locator('.msg', { hasText: 'The real Ann' }).getAttribute('id')
  await send(await mean.forge({ t: 'del', m: shown?.slice(2) }))
  await send(await mean.forge({ t: 'edit', m: shown?.slice(2), x: 'Ann no more' }))
  // larger than any node takes
  expect(await send(await mean.forge({ x: 'x'.repeat(2 * MOST_BYTES) }))).toBe(false)
  await expect.poll(() => refusals(ann.page)).toContain(`${all.length} messages were refused`)
  const said = await refusals(ann.page)
  for (const [why, some] of Object.entries(bad)) expect(said).toContain(`${some.length} ${why}`)
  const words = () => ann.page.locator('.msg-words').allTextContents()
  expect(await words()).toEqual(['The real Ann', 'Eve herself'])
  // what the node has kept of it is refused by who reads it later
  await enter(ann.page, room)
  await expect.poll(() => refusals(ann.page)).toContain('1 that nobody could open')
  expect(await words()).toEqual(['The real Ann', 'Eve herself'])
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
  // so that her own page says nothing more, not even that she is there
  await eve.page.goto('/healthz')
  expect(await refusals(ann.page)).not.toContain('who has left')
  await call(ann.page, 'DELETE', `/${slug}/members/${eve.username}`)
  // another page asks for keys, by which the Worker sees that she is gone
  await enter(ann.page, room)
  // the certificate still holds for some minutes: it is the Worker's word that shuts her out
  expect(await send(await mean.forge({ x: 'Still here' }))).toBe(true)
  await expect.poll(() => refusals(ann.page)).toContain('1 from someone who has left')
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
  // members on other pages, and those who do not belong even on this one
  const { page: stranger } = await newcomer('Gus')
  const paths = [`/${slug}`, '/messages', '/settings/devices', '/inbox', `/${slug}/settings/chat`]
  for (const [page, some] of [[ann.page, paths] as const, [stranger, [room]] as const]) {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    for (const path of some) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
    }
    expect(loaded.length).toBeGreaterThan(1)
    expect(loaded.filter((path) => path === script)).toEqual([])
  }
})
