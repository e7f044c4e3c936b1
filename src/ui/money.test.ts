import { describe, expect, it } from 'vitest'
import { moneyText, readMoney } from './money.ts'

describe('money', () => {
  const table: [string, string, number | null, string?][] = [
    ['12', 'usd', 1200, '$12'],
    ['12.5', 'usd', 1250, '$12.50'],
    [' 12,50 ', 'EUR', 1250, '€12.50'],
    ['0', 'usd', 0, '$0'],
    ['0.05', 'gbp', 5, '£0.05'],
    ['12.505', 'usd', null],
    ['1200', 'jpy', 1200, '¥1,200'],
    ['12.50', 'jpy', null],
    ['12.340', 'kwd', 12_340],
    ['12.345', 'kwd', null],
    ['3', 'kwd', 3000],
    ['500', 'isk', 50_000, 'ISK 500'],
    ['500.50', 'isk', null],
    ['-1', 'usd', null],
    ['1e3', 'usd', null],
    ['', 'usd', null],
    ['.5', 'usd', null],
  ]
  for (const [text, currency, amount, shown] of table) {
    it(`"${text}" ${currency} is ${amount ?? 'no price'}`, () => {
      expect(readMoney(text, currency)).toBe(amount)
      // Intl puts a space that does not break after a code
      if (shown) expect(moneyText(amount ?? 0, currency).replace(/\u00a0/g, ' ')).toBe(shown)
    })
  }
})
