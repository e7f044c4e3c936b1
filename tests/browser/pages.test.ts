import { afterAll, beforeAll, describe, it } from 'vitest'
import { closeBrowser } from './visitor.ts'
import { measureShift } from './walk/faults.ts'
import { faultsOn } from './walk/look.ts'
import { stops } from './walk/stops.ts'
import { type World, world } from './walk/world.ts'

let place: World

beforeAll(async () => {
  place = await world()
})
afterAll(closeBrowser)

describe.concurrent('every page is sound, on a phone and a desk, by day and by night', () => {
  const people = ['guest', 'june', 'margot', 'olu', 'fay'] as const
  for (const who of people)
    it(`for ${who}`, async ({ expect }) => {
      const visitor = place.people[who]
      await measureShift(visitor.context)
      // the first page in ten minutes also notes that its reader was here
      await visitor.page.goto('/loam')
      const faults = await faultsOn(visitor, who, stops[who](place), people.indexOf(who))
      expect(faults).toEqual([])
    }, 300_000)
})
