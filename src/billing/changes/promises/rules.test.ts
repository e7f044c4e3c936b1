import type Stripe from 'stripe'
import { expect, it } from 'vitest'
import { dueOf, isFresh, PATIENCE } from './rules.ts'

const NOW = 1_800_000_000

/** A subscription at a price of its own, as far as promises go. */
const at = (metadata: Stripe.Metadata, more: Partial<Stripe.Subscription> = {}) =>
  ({
    ...{ status: 'active', cancel_at: null, pending_update: null, metadata },
    items: { data: [{ price: { id: 'now' } }] },
    ...more,
    // the fields that are read, and no other
  }) as Stripe.Subscription

const old = `${NOW - PATIENCE}`
const pending = { pending_update: {} as Stripe.Subscription.PendingUpdate }

it.each([
  ['nothing was promised', at({}), null],
  ['it is paid for now', at({ staysWith: 'now', goesTo: 'small', since: `${NOW}` }), 'stay'],
  ['it is not paid yet', at({ staysWith: 'large' }), null],
  ['it was taken back at one go', at({ goesTo: 'small' }), 'go'],
  ['somebody is at work', at({ goesTo: 'small', since: `${NOW - PATIENCE + 1}` }), null],
  ['whoever was at work has ended', at({ goesTo: 'small', since: old }), 'go'],
  ['the bank may say yes', at({ staysWith: 'large', goesTo: 'small', since: old }, pending), null],
  ['it came about', at({ goesTo: 'now', since: old }), 'forget'],
  ['they cancelled since', at({ goesTo: 'small' }, { cancel_at: NOW + 1 }), 'forget'],
  ['it has ended', at({ goesTo: 'small' }, { status: 'canceled' }), null],
] as const)('what is due where %s', (_, sub, due) => {
  expect(dueOf(sub, NOW)).toBe(due)
})

it('is looked for again where somebody is at work', () => {
  const seen = [`${NOW}`, old, undefined].map((since) =>
    isFresh(at({ goesTo: 'small', ...(since && { since }) }), NOW),
  )
  expect(seen).toEqual([true, false, false])
  expect(isFresh(at({}), NOW)).toBe(false)
})
