import { afterEach, beforeEach, vi } from 'vitest'

const errors: string[] = []
let expected = 0

/**
 * Says that what follows will log this many errors; any other error fails the test. Gives the list
 * that they will be found in.
 */
export function expectErrors(count: number): readonly string[] {
  expected = count
  return errors
}

beforeEach(() => {
  errors.length = 0
  expected = 0
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    errors.push(words.map(String).join(' '))
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  if (errors.length !== expected)
    throw new Error(
      `${errors.length} errors on the console, ${expected} expected:\n${errors.join('\n')}`,
    )
})
