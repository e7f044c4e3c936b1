import type { MonthRevenue, Moves } from './queries.ts'

/** One month of one currency; churn as a share of one, null where nobody was there to leave. */
export type Month = { month: string; net: number; came: number; lost: number; churn: number | null }

/** The twelve months side by side, the oldest first. */
export const monthsOf = (moves: Moves[], revenue: MonthRevenue[], currency: string): Month[] =>
  moves.map(({ month, came, lost, held, left }) => ({
    month,
    net: revenue.find((one) => one.month === month && one.currency === currency)?.net ?? 0,
    came,
    lost,
    churn: held === 0 ? null : left / held,
  }))

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

/** "4.2%"; a dash where nobody was there to leave. */
export const churnText = (churn: number | null): string =>
  churn === null ? '–' : percent.format(churn)

const names = {
  short: new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }),
  long: new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
}

/** "2027-03" as "Mar" or "March 2027". */
export const monthName = (month: string, length: keyof typeof names): string =>
  names[length].format(new Date(`${month}-01T00:00:00Z`))
