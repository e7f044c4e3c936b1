/** Stripe's lists: they are not those of Intl (isk and ugx count in hundredths, mga in whole ones). */
const WHOLE = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THOUSANDTHS = new Set('bhd jod kwd omr tnd'.split(' '))

/** How many digits an amount in the currency's smallest unit has after the point. */
const digitsOf = (currency: string): number =>
  WHOLE.has(currency) ? 0 : THOUSANDTHS.has(currency) ? 3 : 2

/** "$10.00", "¥1,000": an amount in the smallest unit, for people. */
export function money(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amount / 10 ** digits)
}

/** Half away from zero, as Stripe rounds a share of an amount. */
export const round = (amount: number): number =>
  Math.sign(amount) * Math.round(Math.abs(amount)) || 0

/** Whole shares of `total` in the proportion of `weights`; what rounding leaves goes to the largest rests. */
export function shares(total: number, weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (!sum) return weights.map(() => 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const given = exact.map(Math.floor)
  const left = total - given.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
  for (const { i } of order) given[i] = (given[i] ?? 0) + 1
  return given
}
