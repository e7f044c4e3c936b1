import type { subscriptionStatus } from './tables.ts'

export type SubscriptionStatus = (typeof subscriptionStatus.enumValues)[number]

/** Days that access outlives a renewal that failed, unless the community's owner says otherwise. */
export const GRACE_DAYS = 14

/** One purchase as it stands at Stripe; every moment is Stripe's, none is ours. */
export type Purchase = {
  /** `paid` is what was bought once and for good */
  status: SubscriptionStatus | 'paid'
  /** when it was, or will be, told to end */
  cancelAt: Date | null
  endedAt: Date | null
  pausedAt: Date | null
  /** since when a renewal is asked for in vain */
  unpaidSince: Date | null
  /** when the money for the present period went back: refunded in full, or disputed and not won */
  lostAt: Date | null
}

type End = 'cancelAt' | 'endedAt' | 'pausedAt' | 'unpaidSince' | 'grace' | 'lostAt'

/** The access rules: whether a status ever opened a door, and which moments shut it. The first counts. */
export const ACCESS: Record<Purchase['status'], { opens: boolean; ends: End[] }> = {
  trialing: { opens: true, ends: ['cancelAt', 'lostAt'] },
  active: { opens: true, ends: ['cancelAt', 'lostAt'] },
  past_due: { opens: true, ends: ['cancelAt', 'grace', 'lostAt'] },
  unpaid: { opens: true, ends: ['cancelAt', 'unpaidSince', 'lostAt'] },
  paused: { opens: true, ends: ['cancelAt', 'pausedAt', 'lostAt'] },
  canceled: { opens: true, ends: ['endedAt', 'lostAt'] },
  incomplete: { opens: false, ends: [] },
  incomplete_expired: { opens: false, ends: [] },
  paid: { opens: true, ends: ['lostAt'] },
}

/** What may still be ahead; at all other moments something has happened. */
const AHEAD = new Set<End>(['cancelAt', 'grace'])

/**
 * A grant that a purchase gives: `endsAt` null has no end that is known. `isOver` when Stripe says
 * that it has ended, whatever the clock here says of that moment.
 */
export type Standing = { opens: false } | { opens: true; endsAt: Date | null; isOver: boolean }

/** What a purchase opens, and until when, by the table above; whole days of grace. */
export function standingOf(purchase: Purchase, graceDays = GRACE_DAYS): Standing {
  const { opens, ends } = ACCESS[purchase.status]
  if (!opens) return { opens }
  const moments = ends.flatMap((end) => {
    const at = momentOf(purchase, end, graceDays)
    return at ? [{ end, at }] : []
  })
  const [first] = moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return { opens, endsAt: first?.at ?? null, isOver: Boolean(first && !AHEAD.has(first.end)) }
}

function momentOf(purchase: Purchase, end: End, graceDays: number): Date | null {
  if (end !== 'grace') return purchase[end]
  const { unpaidSince } = purchase
  return unpaidSince && new Date(unpaidSince.getTime() + graceDays * 86_400_000)
}

/** Whether the door is open at a moment. */
export const isOpen = (standing: Standing, now: Date): boolean =>
  standing.opens && !standing.isOver && (standing.endsAt === null || standing.endsAt > now)

/** Alive at Stripe, whether or not it opens anything: a second one would be paid for twice. */
const LIVE = new Set<string>(['trialing', 'active', 'past_due', 'unpaid', 'paused'])

export const blocksAnother = ({ status }: { status: string }): boolean => LIVE.has(status)

/** What to tell people about a purchase of theirs, on every page of the community. */
export function bannerOf(purchase: Purchase, now: Date): 'payment failed' | 'ends' | null {
  const { status, cancelAt } = purchase
  if (status === 'past_due' || status === 'unpaid') return 'payment failed'
  return cancelAt !== null && cancelAt > now && LIVE.has(status) ? 'ends' : null
}
