import { afterAll, beforeAll, describe, it } from 'vitest'
import { type School, school } from './courses/school.ts'
import { stops } from './courses/stops.ts'
import { closeBrowser } from './visitor.ts'
import { measureShift } from './walk/faults.ts'
import { faultsOn } from './walk/look.ts'

let place: School

beforeAll(async () => {
  place = await school()
})
afterAll(closeBrowser)

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
