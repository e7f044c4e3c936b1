import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Keys } from '../../src/chat/keys/rules.ts'
import { control, enter } from './chat/room.ts'
import { BURST, differences, lines, sayAll } from './chat/storm.ts'
import { call, closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'

const slug = `storm-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
/** of each of three, beside what someone says who comes and goes */
const EACH = 330
const MINUTES = 60_000
const CALM = { dropPush: 0, dropArchive: 0, loseAnswer: 0, slow: 0 }

type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone
let cleo: Someone
let dan: Someone

beforeAll(async () => {
  ;[ann, ben] = await Promise.all([newcomer('Ann'), newcomer('Ben')])
  ;[cleo, dan] = await Promise.all([newcomer('Cleo'), newcomer('Dan')])
  await call(ann.page, 'POST', '/communities', { name: 'Storm', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  for (const { page } of [ben, cleo, dan]) await call(page, 'POST', `/${slug}/membership`)
  await Promise.all([ann, ben, cleo, dan].map(({ page }) => enter(page, room)))
})
afterAll(async () => {
  await control('up')
  await control('faults', CALM)
  await closeBrowser()
})

/** What goes wrong, after so many turns of all. */
const mishaps: Record<number, () => Promise<unknown>> = {
  3: () => ben.page.reload(),
  6: () => control('down'),
  8: () => control('up'),
  11: () => cleo.context.setOffline(true),
  14: () => cleo.context.setOffline(false),
  17: () => ann.page.goto(`/${slug}`).then(() => enter(ann.page, room)),
  20: async () => {
    await call(ann.page, 'DELETE', `/${slug}/members/${dan.username}`)
    await call(ben.page, 'DELETE', `/${slug}/membership`)
    await call(ben.page, 'POST', `/${slug}/membership`)
    await enter(ben.page, room)
  },
  23: () => control('down').then(() => control('up')),
  26: () => cleo.page.reload(),
}

it('ends with the same thousand in the same order, whatever is lost and whoever comes and goes', {
  timeout: 25 * MINUTES,
}, async () => {
  const all = [ann, ben, cleo]
  // a fifth of what nodes send down, some of what they should keep, and some of their answers
  const losses = { dropPush: 0.2, dropArchive: 0.02, loseAnswer: 0.02, slow: 200 }
  await control('faults', losses)
  const said = lines(dan.username, 1, BURST)
  await sayAll(dan.page, said)
  for (let turn = 0; turn * BURST < EACH; turn++) {
    for (const { page, username } of all) {
      const more = lines(username, turn * BURST + 1, BURST)
      said.push(...more)
      await sayAll(page, more)
    }
    await mishaps[turn]?.()
    for (const { page } of all) await page.locator('[data-ready]').waitFor()
  }
  await control('faults', CALM)
  expect(said).toHaveLength(1000)
  // somebody who has just come reads the same
  const late = await visitor(ann.username)
  await enter(late.page, room)
  const pages = [...all.map(({ page }) => page), late.page]
  await expect
    .poll(() => differences(pages, said), { timeout: 8 * MINUTES, interval: 2000 })
    .toEqual([])
  // Dan went: there is another key, which he was not given
  const { epochs } = await call<Keys>(ann.page, 'GET', `${room}/chat/keys`)
  expect(epochs.length).toBeGreaterThan(1)
  await dan.page.locator('[data-chat][data-state=lost]').waitFor({ timeout: 2 * MINUTES })
  expect([ann, cleo, late].flatMap(({ errors }) => errors.filter(isOurs))).toEqual([])
  // Ben's page may have said what it had read at the moment at which he left
  const left = /403 .*\/chat\/read/
  expect(ben.errors.filter((error) => isOurs(error) && !left.test(error))).toEqual([])
})

/** The browser's own word on a network that was not there is none of the page's. */
const isOurs = (error: string) => !/WebSocket|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/.test(error)
