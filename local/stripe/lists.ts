import { missing, refused } from './errors.ts'
import { shown } from './shown.ts'
import type { Kind, List, Records } from './types.ts'

export type Page = { limit?: number; starting_after?: string; ending_before?: string }

export const listOf = <T>(data: T[], url: string, has_more = false): List<T> => ({
  object: 'list',
  data,
  has_more,
  url,
})

/** One page of records that come newest first, by Stripe's cursors. */
export function paged<K extends Kind>(records: Records[K][], page: Page, url: string) {
  const { limit = 10, starting_after, ending_before } = page
  if (limit < 1 || limit > 100) {
    const message = 'Invalid integer: limit must be between 1 and 100'
    throw refused(message, { code: 'parameter_invalid_integer', param: 'limit' })
  }
  const cursor = starting_after ?? ending_before
  const at = cursor ? records.findIndex(({ id }) => id === cursor) : -1
  if (cursor && at < 0) {
    throw missing('object', cursor, starting_after ? 'starting_after' : 'ending_before')
  }
  if (ending_before) {
    const before = records.slice(0, at)
    return listOf(before.slice(-limit).map(shown), url, before.length > limit)
  }
  const rest = records.slice(at + 1)
  return listOf(rest.slice(0, limit).map(shown), url, rest.length > limit)
}
