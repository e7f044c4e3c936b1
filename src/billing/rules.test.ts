import { describe, expect, it } from 'vitest'
import { ACCESS, bannerOf, blocksAnother, isOpen, type Purchase, standingOf } from './rules.ts'
import { subscriptionStatus } from './tables.ts'

const NOW = new Date('2027-03-15T12:00:00Z')
const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000)

const purchase = (fields: Partial<Purchase> & Pick<Purchase, 'status'>): Purchase => ({
  cancelAt: null,
  endedAt: null,
  pausedAt: null,
  unpaidSince: null,
  lostAt: null,
  ...fields,
})

/** words, the purchase, whether it opens now, the day on which it ends */
const table: [string, Parameters<typeof purchase>[0], boolean, number | null][] = [
  ['a trial', { status: 'trialing' }, true, null],
  ['a trial that was canceled', { status: 'trialing', cancelAt: day(3) }, true, 3],
  ['paid up', { status: 'active' }, true, null],
  ['canceled at the end of the period', { status: 'active', cancelAt: day(9) }, true, 9],
  ['past its end, before the webhook', { status: 'active', cancelAt: day(-1) }, false, -1],
  ['refunded in full', { status: 'active', lostAt: day(-2) }, false, -2],
  [
    'disputed after it was canceled',
    { status: 'active', cancelAt: day(9), lostAt: day(-1) },
    false,
    -1,
  ],
  ['just failed', { status: 'past_due', unpaidSince: day(0) }, true, 14],
  ['failed 13 days ago', { status: 'past_due', unpaidSince: day(-13) }, true, 1],
  ['failed 14 days ago', { status: 'past_due', unpaidSince: day(-14) }, false, 0],
  ['failed and canceled', { status: 'past_due', unpaidSince: day(-1), cancelAt: day(2) }, true, 2],
  ['failed, no invoice open', { status: 'past_due' }, true, null],
  ['given up', { status: 'unpaid', unpaidSince: day(-5) }, false, -5],
  ['trial over without a card', { status: 'paused', pausedAt: day(-1) }, false, -1],
  ['ended', { status: 'canceled', endedAt: day(-30), cancelAt: day(-30) }, false, -30],
  ['ended this second', { status: 'canceled', endedAt: day(0) }, false, 0],
  [
    'ended after its money went back',
    { status: 'canceled', endedAt: day(0), lostAt: day(-4) },
    false,
    -4,
  ],
  ['lifetime', { status: 'paid' }, true, null],
  ['lifetime, refunded', { status: 'paid', lostAt: day(-1) }, false, -1],
]

describe('access by a purchase', () => {
  for (const [words, fields, opens, ends] of table) {
    it(`${words}: ${opens ? 'open' : 'shut'}`, () => {
      const standing = standingOf(purchase(fields))
      expect(isOpen(standing, NOW)).toBe(opens)
      expect(standing).toMatchObject({ opens: true, endsAt: ends === null ? null : day(ends) })
    })
  }

  it('is over once Stripe says so, by whatever clock', () => {
    for (const [status, field] of [
      ...([
        ['canceled', 'endedAt'],
        ['unpaid', 'unpaidSince'],
      ] as const),
      ...([
        ['paused', 'pausedAt'],
        ['active', 'lostAt'],
        ['paid', 'lostAt'],
      ] as const),
    ] as const)
      expect(isOpen(standingOf(purchase({ status, [field]: day(3) })), NOW)).toBe(false)
    const ahead = purchase({ status: 'past_due', cancelAt: day(3), unpaidSince: day(1) })
    expect(isOpen(standingOf(ahead), NOW)).toBe(true)
  })

  it('was never given for a first payment that did not come', () => {
    for (const status of ['incomplete', 'incomplete_expired'] as const) {
      const standing = standingOf(purchase({ status }))
      expect(standing).toEqual({ opens: false })
      expect(isOpen(standing, NOW)).toBe(false)
    }
  })

  it('has a rule for each of Stripe’s words', () => {
    expect(Object.keys(ACCESS).sort()).toEqual([...subscriptionStatus.enumValues, 'paid'].sort())
  })

  it('ends earlier or later with another grace', () => {
    const failed = purchase({ status: 'past_due', unpaidSince: day(-3) })
    expect(isOpen(standingOf(failed, 0), NOW)).toBe(false)
    expect(isOpen(standingOf(failed, 2), NOW)).toBe(false)
    expect(isOpen(standingOf(failed, 30), NOW)).toBe(true)
  })
})

describe('a purchase', () => {
  it('in the way of a second one is one that Stripe keeps', () => {
    const blocking = Object.keys(ACCESS).filter((status) =>
      // the keys of the table are its statuses
      blocksAnother({ status: status as Purchase['status'] }),
    )
    expect(blocking.sort()).toEqual(['active', 'past_due', 'paused', 'trialing', 'unpaid'])
  })

  it('says what its owner has to know', () => {
    expect(bannerOf(purchase({ status: 'active' }), NOW)).toBe(null)
    expect(bannerOf(purchase({ status: 'active', cancelAt: day(2) }), NOW)).toBe('ends')
    expect(bannerOf(purchase({ status: 'past_due', cancelAt: day(2) }), NOW)).toBe('payment failed')
    expect(bannerOf(purchase({ status: 'canceled', cancelAt: day(-2) }), NOW)).toBe(null)
    expect(bannerOf(purchase({ status: 'paid' }), NOW)).toBe(null)
  })
})
