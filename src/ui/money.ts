/** Where Stripe counts otherwise than in hundredths. */
const WHOLE = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THOUSANDTHS = new Set('bhd jod kwd omr tnd'.split(' '))
/** Counted in hundredths, though only whole ones can be paid. */
const WHOLE_HUNDREDTHS = new Set(['isk', 'ugx'])

/** How many digits of an amount in the smallest unit stand after the point. */
export function digitsOf(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase()
  if (WHOLE.has(code)) return 0
  return THOUSANDTHS.has(code) ? 3 : 2
}

/** "$12", "$12.50", "¥1,200": an amount in the currency's smallest unit, as people read it. */
export function moneyText(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const isWhole = amount % 10 ** digits === 0
  const minimumFractionDigits = isWhole ? 0 : digits
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}

/**
 * "12", "12.50" or "12,50" in the smallest unit of a currency; null for what is no price in it, such
 * as a part of a yen.
 */
export function readMoney(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim())
  const [, whole = '', part = ''] = match ?? []
  if (!match || part.length > digits) return null
  const amount = Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0)
  return isPayable(amount, currency) ? amount : null
}

/** Whether an amount in the smallest unit is one that can be paid. */
export const isPayable = (amount: number, currency: string): boolean =>
  amount % stepOf(currency) === 0

/** The least difference between two prices that can be paid. */
function stepOf(currency: string): number {
  const code = currency.toLowerCase()
  if (WHOLE_HUNDREDTHS.has(code)) return 100
  return THOUSANDTHS.has(code) ? 10 : 1
}

/** An amount as it is typed into a field: "12.50", "1200". */
export function moneyField(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}
