import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillCourse } from './courses/long.ts'
import { call, closeBrowser, desktop, newcomer, phone, type Visitor } from './visitor.ts'
import { accessFaults, measureShift, overflowFaults, shiftFaults } from './walk/faults.ts'

let course: string
let lea: Visitor

beforeAll(async () => {
  const owner = await newcomer('Olu')
  const slug = `long-${crypto.randomUUID().slice(0, 8)}`
  await call(owner.page, 'POST', '/communities', { name: 'A school', slug })
  const space = { name: 'Classes', slug: 'classes', spaceType: 'course' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
  type Made = { id: string }
  const made = { title: 'Five hundred lessons', description: 'All there is to know of beds.' }
  const { id } = await call<Made>(owner.page, 'POST', `/${slug}/s/classes/courses`, made)
  await fillCourse(id)
  course = `/${slug}/courses/${id}`
  await call(owner.page, 'PATCH', course, { unlockMode: 'sequential' })
  await call(owner.page, 'PUT', `${course}/publication`)
  lea = await newcomer('Lea')
  await call(lea.page, 'POST', `/${slug}/membership`)
  await call(lea.page, 'PUT', `${course}/enrolment`)
  await measureShift(lea.context)
})
afterAll(closeBrowser)

it('opens a course of 500 lessons in one round trip and on one screen', async () => {
  const { page, errors } = lea
  // the first page in ten minutes also notes that its reader was here
  await page.goto(course)
  const answer = await page.goto(course)
  const trips = answer?.headers()['server-timing'] ?? ''
  const counts = [...trips.matchAll(/(?:db|own);desc="(\d)"/g)].map(([, count]) => Number(count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
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
  await second.getByText('Locked: finish “Lesson 25 of the week” first.').waitFor()
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
