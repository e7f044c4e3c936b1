import { readFileSync } from 'node:fs'
import Ical from 'ical.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call, closeBrowser, newcomer, phone, type Visitor } from './visitor.ts'

let [host, ben, ada]: Visitor[] = []
let slug: string
let path: string

const button = (who: Visitor | undefined, name: string) =>
  who?.page.getByRole('button', { name, exact: true })
const says = (who: Visitor | undefined, words: string) =>
  who?.page.locator('#event-answer').getByRole('heading', { name: words }).waitFor()

beforeAll(async () => {
  const zone = { timezoneId: 'America/New_York' }
  ;[host, ben, ada] = [
    await newcomer('Hana'),
    await newcomer('Ben', zone),
    await newcomer('Ada', { viewport: phone }),
  ]
  slug = `dates-${crypto.randomUUID().slice(0, 8)}`
  if (!host || !ben || !ada) return
  await call(host.page, 'POST', '/communities', { name: 'Dates', slug })
  const space = { name: 'Meet', slug: 'meet', spaceType: 'events' }
  await call(host.page, 'POST', `/${slug}/spaces`, space)
  for (const one of [ben, ada]) await call(one.page, 'POST', `/${slug}/membership`)
})
afterAll(closeBrowser)

it('is planned in the form, read on the clocks of each, and its last seat goes to one', async () => {
  if (!host || !ben || !ada) throw new Error('three people')
  const { page } = host
  await page.goto(`/${slug}/s/meet`)
  await page.getByRole('link', { name: 'Plan an event' }).click()
  await page.getByLabel('What is it called?').fill('Soup night')
  await page.getByLabel('Begins').fill('2031-07-01T19:00')
  await page.getByLabel('Begins').blur()
  expect(await page.getByLabel('Ends').inputValue()).toBe('2031-07-01T20:00')
  await page.getByLabel('On the clocks of').selectOption('Europe/Lisbon')
  await page.getByLabel('Link to join').fill('https://meet.test/soup')
  await page.getByLabel('Seats').fill('1')
  await button(host, 'Publish')?.click()
  await page.getByRole('heading', { name: 'Soup night' }).waitFor()
  path = new URL(page.url()).pathname

  await Promise.all([ben.page.goto(path), ada.page.goto(path)])
  // seven in Lisbon is two in New York
  await ben.page.getByText('14:00 – 15:00', { exact: false }).first().waitFor()
  await Promise.all([button(ben, 'Going')?.click(), button(ada, 'Going')?.click()])
  const [first, second] = await Promise.any([
    says(ben, 'You are going')?.then(() => [ben, ada]),
    says(ada, 'You are going')?.then(() => [ada, ben]),
  ] as Promise<[Visitor, Visitor]>[])
  await says(second, 'You are on the waitlist')
  expect(await first.page.getByRole('link', { name: 'Join online' }).count()).toBe(1)
  expect(await second.page.content()).not.toContain('meet.test')

  // a freed seat goes on, with word of it
  await button(first, 'Can’t go')?.click()
  await says(first, 'You are not coming')
  await second.page.goto('/inbox')
  await second.page.getByText('You have a seat: Soup night').waitFor()
  await second.page.goto(path)
  await says(second, 'You are going')

  const [file] = await Promise.all([
    second.page.waitForEvent('download'),
    second.page.evaluate((href) => {
      const link = document.createElement('a')
      Object.assign(link, { href, download: 'event.ics' })
      link.click()
    }, `${path}/calendar.ics`),
  ])
  const text = readFileSync(await file.path(), 'utf8')
  const [event] = new Ical.Component(Ical.parse(text)).getAllSubcomponents('vevent')
  expect(event?.getFirstPropertyValue('summary')).toBe('Soup night')
  expect(text).toContain('meet.test/soup')

  // at the door
  await page.goto(`${path}/guests`)
  await button(host, 'Check in')?.click()
  await page.getByRole('button', { name: 'Here' }).waitFor()
  await page.getByText('of 1 checked in').waitFor()
  expect(await page.locator('#guest-count strong').textContent()).toBe('1')
  expect([...host.errors, ...ben.errors, ...ada.errors]).toEqual([])
})

it('gives a secret address that others read, until it is revoked', async () => {
  if (!ada) throw new Error('Ada')
  const { page } = ada
  await page.goto('/events')
  await page.getByRole('link', { name: 'Calendars and reminders' }).click()
  await page.getByRole('button', { name: 'Make a secret address' }).click()
  const url = await page.getByLabel('Secret address').inputValue()
  const text = await (await fetch(url)).text()
  expect(new Ical.Component(Ical.parse(text)).name).toBe('vcalendar')
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.locator('#confirm').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('That address leads nowhere now.').waitFor()
  expect((await fetch(url)).status).toBe(404)
})
