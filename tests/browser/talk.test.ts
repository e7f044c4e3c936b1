import { afterAll, beforeAll, expect, it } from 'vitest'
import { png } from '../pictures.ts'
import { aside, enter, refusals, say, words } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'

const slug = `talk-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone

beforeAll(async () => {
  ;[ann, ben] = await Promise.all([newcomer('Ann'), newcomer('Ben')])
  await call(ann.page, 'POST', '/communities', { name: 'Talk', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  await call(ben.page, 'POST', `/${slug}/membership`)
  await Promise.all([enter(ann.page, room), enter(ben.page, room)])
})
afterAll(closeBrowser)

it('sends a picture that nobody can open but those who have the message', async () => {
  const bytes = Buffer.from(png)
  await ann.page
    .locator('[data-part=files]')
    .setInputFiles({ name: 'frost.png', mimeType: 'image/png', buffer: bytes })
  await ann.page.locator('[data-part=tray] li:not([aria-busy=true])').waitFor()
  await say(ann.page, 'See this')
  const picture = ben.page.locator('.msg-picture')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  const address = await ann.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .find((path) => path.endsWith('/sealed')),
  )
  const stored = await (await ann.page.request.get(address ?? '')).body()
  expect(stored.length).toBeGreaterThan(50)
  expect(stored.includes(Buffer.from('PNG'))).toBe(false)
  expect([...ann.errors, ...ben.errors]).toEqual([])
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
