import { afterAll, beforeAll, describe, it } from 'vitest'
import { type School, school } from './courses/school.ts'
import { stops } from './courses/stops.ts'
import { closeBrowser, visitor } from './visitor.ts'
import { measureShift } from './walk/faults.ts'
import { faultsOn } from './walk/look.ts'

let place: School

beforeAll(async () => {
  place = await school()
})
afterAll(closeBrowser)

it('a certificate is printed by itself, dark on white', async ({ expect }) => {
  // she has several communities, and so a rail of them
  const { page } = await visitor('margot', { colorScheme: 'dark' })
  await page.goto(place.certificate)
  const around = page.locator('.rail, .sidebar, .topbar, .certificate-acts')
  const seen = () => around.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)
  expect(await seen()).toBeGreaterThan(2)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await seen()).toBe(0)
  expect(await page.getByText('Lea Brandt').isVisible()).toBe(true)
  const luminance = await page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')
    if (!canvas) return 0
    canvas.fillStyle = getComputedStyle(document.querySelector('h1') ?? document.body).color
    canvas.fillRect(0, 0, 1, 1)
    return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3))
  })
  expect(luminance).toBeLessThan(80)
})

describe('every page of courses is sound, on a phone and a desk, by day and by night', () => {
  const people = ['guest', 'lea', 'fresh', 'owner', 'looker'] as const
  for (const who of people)
    it(`for ${who}`, async ({ expect }) => {
      const visitor = place.people[who]
      await measureShift(visitor.context)
      // the first page in ten minutes also notes that its reader was here
      await visitor.page.goto(place.at)
      const faults = await faultsOn(visitor, who, stops[who](place), people.indexOf(who))
      expect(faults).toEqual([])
    }, 600_000)
})
