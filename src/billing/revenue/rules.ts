import type { MonthRevenue, Moves } from './months/queries.ts'
import { type Month, monthsOf } from './months/rules.ts'
import type { Recurring, Subscribers, TierRevenue } from './sums/queries.ts'

/** The figures of a community. Amounts are in the smallest unit of their currency, months are UTC. */
export type Figures = {
  /** the one that the months are shown in, and all there are, the busiest first */
  currency: string
  currencies: string[]
  recurring: Recurring[]
  subscribers: Subscribers
  months: Month[]
  byTier: TierRevenue[]
}

type Known = {
  recurring: Recurring[]
  subscribers: Subscribers | undefined
  moves: Moves[]
  byMonth: MonthRevenue[]
  byTier: TierRevenue[]
}

const NOBODY: Subscribers = { paying: 0, trialing: 0, failing: 0, ending: 0, lifetime: 0 }

/** @param wanted the currency of the address; another is taken where nothing was paid in it */
export function figuresOf(known: Known, wanted: string | undefined): Figures {
  const { recurring, subscribers = NOBODY, moves, byMonth, byTier } = known
  const currencies = [...new Set([...recurring, ...byTier].map(({ currency }) => currency))]
  const currency = currencies.find((one) => one === wanted) ?? currencies[0] ?? 'usd'
  const months = monthsOf(moves, byMonth, currency)
  return { currency, currencies, recurring, subscribers, months, byTier }
}

/** Whether there is anything to show at all. */
export const isEmpty = ({ subscribers, byTier }: Figures): boolean =>
  byTier.length === 0 && Object.values(subscribers).every((count) => count === 0)

/** The sum of the months in the currency of the page. */
export const netOf = (months: Month[]): number => months.reduce((sum, { net }) => sum + net, 0)
