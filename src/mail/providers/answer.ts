import type * as z from 'zod'
import { Refused } from '../letter.ts'

/**
 * The JSON of a provider's answer.
 * @throws Refused where another try is of no use, Error where one may be
 */
export async function taken<S extends z.ZodType>(
  response: Response,
  shape: S,
): Promise<z.output<S>> {
  const text = await response.text()
  if (response.ok) return shape.parse(JSON.parse(text || '{}'))
  // what it says may name whom we wrote to: only its code is kept
  const words = `the mail provider answered ${response.status}`
  const isFinal = response.status === 400 || response.status === 422
  throw isFinal ? new Refused(words) : new Error(words)
}
