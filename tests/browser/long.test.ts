import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillCourse } from './courses/long.ts'
import { call, closeBrowser, desktop, newcomer, phone, type Visitor } from './visitor.ts'
import { accessFaults, measureShift, overflowFaults, shiftFaults } from './walk/faults.ts'

/** of the 60 kB that a first visit may have over the wire: what styles, font and scripts leave */
const MOST = 60_000 - 18_000 - 11_000 - 5_000

let owner: Visitor
let lea: Visitor
const slug = `long-${crypto.randomUUID().slice(0, 8)}`

beforeAll(async () => {
  owner = await newcomer('Olu')
  await call(owner.page, 'POST', '/communities', { name: 'A school', slug })
  const space = { name: 'Classes', slug: 'classes', spaceType: 'course' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
  lea = await newcomer('Lea')
  await call(lea.page, 'POST', `/${slug}/membership`)
  await measureShift(lea.context)
})
afterAll(closeBrowser)

it('opens a course of 500 lessons in one round trip and on one screen', async () => {
  const { page, errors } = lea
  const course = await longCourse('sequential')
  // the first page in ten minutes also notes that its reader was here, and who wrote reads past what
  // is kept for a while
  await page.goto(course)
  await lea.context.clearCookies({ name: 'wrote' })
  await page.goto(course)
  const answer = await page.goto(course)
  const trips = answer?.headers()['server-timing'] ?? ''
  const counts = [...trips.matchAll(/(?:db|own);desc="(\d)"/g)].map(([, count]) => Number(count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(await weightOf(answer)).toBeLessThan(MOST)
  expect(await page.locator('.lesson').count()).toBe(500)
  expect(await page.locator('.module').count()).toBe(20)
  // all modules, and the way on, without scrolling
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(desktop.height)
  expect(await shiftFaults(page)).toEqual([])
  expect(await accessFaults(page)).toEqual([])
  // what was opened has the whole width, and tells why what is in it is locked
  await page.locator('.module-head').nth(1).click()
  const second = page.locator('.module').nth(1)
  expect((await second.boundingBox())?.width).toBe(
    (await page.locator('.course-outline').boundingBox())?.width,
  )
  await second.getByText('Locked: opens after the one before it.').first().waitFor()
  await page.setViewportSize(phone)
  await page.goto(course)
  await page.getByRole('link', { name: 'Start' }).waitFor()
  expect(await overflowFaults(page)).toEqual([])
  expect(await shiftFaults(page)).toEqual([])
  const bottom = async (name: string) => {
    const box = await page.locator(name).first().boundingBox()
    return (box?.y ?? Infinity) + (box?.height ?? 0)
  }
  for (const part of ['.continue', '.module']) expect(await bottom(part)).toBeLessThan(phone.height)
  expect(errors).toEqual([])
})

it('is as light where each lesson opens on a day of its own', async () => {
  const { page } = lea
  const course = await longCourse('timed')
  await page.goto(course)
  await lea.context.clearCookies({ name: 'wrote' })
  expect(await weightOf(await page.goto(course))).toBeLessThan(MOST)
  await page.locator('.module-head').nth(1).click()
  await page
    .locator('.module')
    .nth(1)
    .getByText(/^Opens/)
    .first()
    .waitFor()
  const lesson = await page.locator('.lesson').nth(300).getAttribute('href')
  const answer = await page.goto(lesson ?? '')
  expect(answer?.headers()['server-timing']).toContain('db;desc="1"')
  expect(await weightOf(answer)).toBeLessThan(MOST)
})

/** A course of 500 lessons in which Lea learns; gives its path. */
async function longCourse(unlockMode: 'sequential' | 'timed'): Promise<string> {
  const made = { title: 'Five hundred lessons', description: 'All there is to know of beds.' }
  const at = `/${slug}/s/classes/courses`
  const { id } = await call<{ id: string }>(owner.page, 'POST', at, made)
  await fillCourse(id)
  const course = `/${slug}/courses/${id}`
  await call(owner.page, 'PATCH', course, { unlockMode })
  await call(owner.page, 'PUT', `${course}/publication`)
  await call(lea.page, 'PUT', `${course}/enrolment`)
  return course
}

/** Bytes over the wire. */
async function weightOf(answer: Response | null): Promise<number> {
  const bytes = gzipSync((await answer?.body()) ?? '').length
  console.info(`${new URL(answer?.url() ?? '').pathname.split('/').slice(2, 3)}: ${bytes} bytes`)
  return bytes
}
