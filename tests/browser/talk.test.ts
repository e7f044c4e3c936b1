import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { png } from '../pictures.ts'
import { aside, attach, enter, refusals, say, textFile, words } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'

const slug = `talk-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone

const frost = { name: 'frost.png', mimeType: 'image/png', buffer: Buffer.from(png) }

const isSeen = (picture: Locator) =>
  expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)

/** Addresses that a page has fetched from. */
const fetched = (page: Page, like: RegExp): Promise<string[]> =>
  page.evaluate(
    (pattern) =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => new RegExp(pattern).test(path)),
    like.source,
  )

beforeAll(async () => {
  ;[ann, ben] = await Promise.all([newcomer('Ann'), newcomer('Ben')])
  await call(ann.page, 'POST', '/communities', { name: 'Talk', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  await call(ben.page, 'POST', `/${slug}/membership`)
  await Promise.all([enter(ann.page, room), enter(ben.page, room)])
})
afterAll(closeBrowser)

it('sends a picture that nobody can open but those who have the message', async () => {
  await attach(ann.page, frost)
  await say(ann.page, 'See this')
  await isSeen(ben.page.locator('.msg-picture'))
  const [address = ''] = await fetched(ben.page, /\/sealed$/)
  const stored = await (await ann.page.request.get(address)).body()
  expect(stored.length).toBeGreaterThan(50)
  expect(stored.includes(Buffer.from('PNG'))).toBe(false)
  expect([...ann.errors, ...ben.errors]).toEqual([])
})

it('sends pictures and files between two, and nobody else fetches them', async () => {
  const cat = await newcomer('Cat')
  await call(cat.page, 'POST', `/${slug}/membership`)
  const to = { community: slug, usernames: [cat.username] }
  const { id } = await call<{ id: string }>(ann.page, 'POST', '/messages', to)
  const talk = `/messages/${id}`
  // one after the other: who is written to has a device by then
  await enter(cat.page, talk)
  await enter(ann.page, talk)
  const words = 'Flour, salt, and a little honey.'
  await attach(ann.page, frost, textFile('bread.txt', words), textFile('wrong.txt', 'not this one'))
  await ann.page.locator('.chat-tray li', { hasText: 'wrong.txt' }).getByRole('button').click()
  await say(ann.page, 'As I promised')
  const said = cat.page.locator('.msg', { hasText: 'As I promised' })
  await isSeen(said.locator('.msg-picture'))
  await isSeen(ann.page.locator('.msg-picture'))
  expect(await said.locator('.msg-file [data-part=name]').allTextContents()).toEqual(['bread.txt'])
  const coming = cat.page.waitForEvent('download')
  await said.locator('.msg-file').click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('bread.txt')
  expect(await readFile(await download.path(), 'utf8')).toBe(words)
  const files = await fetched(cat.page, /\/chat\/files\//)
  expect(files).toHaveLength(2)
  for (const path of files) {
    const stored = await (await cat.page.request.get(path)).body()
    for (const part of ['PNG', 'Flour']) expect(stored.includes(part)).toBe(false)
    expect((await ben.page.request.get(path)).status()).toBe(404)
  }
  // Enter while it is still on its way: it goes when the file has come
  await ann.page.route('**/chat/files', async (route) => {
    await expect.poll(() => ann.page.locator('[data-part=send][aria-busy]').count()).toBe(1)
    await route.continue()
  })
  await ann.page.locator('[data-part=files]').setInputFiles(textFile('late.txt', 'a little late'))
  await say(ann.page, 'And this')
  await cat.page.locator('.msg', { hasText: 'And this' }).locator('.msg-file').waitFor()
  // what its author takes away is let go at the store as well
  await aside(ann.page, ann.page.locator('.msg', { hasText: 'As I promised' }), '[data-act=delete]')
  await cat.page.locator('.msg', { hasText: 'Deleted.' }).waitFor()
  const statuses = () =>
    Promise.all(files.map(async (path) => (await cat.page.request.get(path)).status()))
  await expect.poll(statuses).toEqual([404, 404])
  expect([...ann.errors, ...cat.errors]).toEqual([])
})

it('seals direct messages to devices, and opens old ones with a recovery code', async () => {
  const to = { community: slug, usernames: [ben.username] }
  const { id } = await call<{ id: string }>(ann.page, 'POST', '/messages', to)
  const talk = `/messages/${id}`
  await Promise.all([enter(ann.page, talk), enter(ben.page, talk)])
  await say(ann.page, 'Between the two of us')
  await ben.page.locator('.msg', { hasText: 'Between the two of us' }).waitFor()
  await say(ben.page, 'Of course')
  await ann.page.locator('.msg', { hasText: 'Of course' }).waitFor()
  await ben.page.goto('/settings/devices')
  await ben.page.getByRole('button', { name: 'Make a code' }).click()
  const code = ben.page.locator('.recovery-code')
  await code.filter({ hasText: /^([A-Z2-9]{5}-){5}[A-Z2-9]{5}$/ }).waitFor()
  // a new browser of his sees what comes, and with the code what was
  const phone = await visitor(ben.username)
  await enter(phone.page, talk)
  expect(await words(phone.page)).toEqual([])
  expect(await refusals(phone.page)).toContain('2 more are sealed to other devices')
  await phone.page.goto('/settings/devices')
  await phone.page.fill('input[name=code]', (await code.textContent()) ?? '')
  await phone.page.getByRole('button', { name: 'Use it' }).click()
  await phone.page.getByText('Your old messages open here now.').waitFor()
  await enter(phone.page, talk)
  await phone.page.locator('.msg', { hasText: 'Of course' }).waitFor()
  expect(await words(phone.page)).toEqual(['Between the two of us', 'Of course'])
  // one of it is shown to the team, and nothing else
  await aside(
    phone.page,
    phone.page.locator('.msg', { hasText: 'Between the two of us' }),
    '[data-act=report]',
  )
  await phone.page
    .locator('[data-part=asking]')
    .getByRole('button', { name: 'Report', exact: true })
    .click()
  await phone.page.getByText('The team will look at it. Thank you.').waitFor()
  type Reports = { mine: { reports: { words: string; space: object | null }[] } }
  const { mine } = await call<Reports>(ann.page, 'GET', `/${slug}/reports`)
  expect(mine.reports).toMatchObject([{ words: 'Between the two of us', space: null }])
  // the first browser of his is removed: what comes is not sealed to it
  await enter(ben.page, talk)
  type Devices = { mine: { devices: { id: string }[] } }
  const { devices } = (await call<Devices>(ben.page, 'GET', '/settings/devices')).mine
  expect(devices).toHaveLength(2)
  await call(ben.page, 'DELETE', `/settings/devices/${devices[0]?.id}`)
  await enter(ann.page, talk)
  await say(ann.page, 'To the phone alone')
  await phone.page.locator('.msg', { hasText: 'To the phone alone' }).waitFor()
  expect(await words(ben.page)).toEqual(['Between the two of us', 'Of course'])
  // blocked: neither can write on
  await call(phone.page, 'PUT', `/messages/blocks/${ann.username}`)
  await ann.page.reload()
  await ann.page.locator('[data-part=words][disabled]').waitFor()
  expect([...ann.errors, ...ben.errors, ...phone.errors]).toEqual([])
})
