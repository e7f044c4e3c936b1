import { expect, it } from 'vitest'
import { endOf, type Facts } from './rules.ts'

const here: Facts = { isClosed: false, isDeleted: false, standing: 'active' }

it.each<[string, Partial<Facts>, ReturnType<typeof endOf>]>([
  ['belongs', {}, null],
  ['has left, or was removed', { standing: 'left' }, 'period end'],
  ['asks to come in again', { standing: 'pending' }, 'period end'],
  ['never belonged', { standing: null }, 'period end'],
  ['is banned', { standing: 'banned' }, 'now'],
  ['has no account any more', { isDeleted: true }, 'now'],
  ['belongs to what is closed', { isClosed: true }, 'now'],
])('a subscription of one who %s', (_, facts, end) => {
  expect(endOf({ ...here, ...facts })).toBe(end)
})
