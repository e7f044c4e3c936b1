import { randomBytes } from 'node:crypto'
import type { Kind } from './types.ts'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const PREFIXES: Record<Kind, string> = {
  product: 'prod',
  price: 'price',
  customer: 'cus',
  payment_method: 'pm',
  coupon: '',
  promotion_code: 'promo',
  discount: 'di',
  'checkout.session': 'cs_test',
  subscription: 'sub',
  subscription_schedule: 'sub_sched',
  invoice: 'in',
  invoiceitem: 'ii',
  invoice_payment: 'inpay',
  payment_intent: 'pi',
  charge: 'ch',
  refund: 're',
  dispute: 'du',
  balance_transaction: 'txn',
  event: 'evt',
  webhook_endpoint: 'we',
  'billing_portal.session': 'bps',
  'billing_portal.configuration': 'bpc',
  'test_helpers.test_clock': 'clock',
}

/** Letters and digits, as many as asked for. */
export function word(length: number): string {
  // 248 is the last multiple of 62 under 256: every letter as likely as the next
  const bytes = [...randomBytes(length * 2)].filter((byte) => byte < 248)
  if (bytes.length < length) return word(length)
  return bytes
    .slice(0, length)
    .map((byte) => LETTERS[byte % 62])
    .join('')
}

export const prefixed = (prefix: string, length = 24): string => `${prefix}_${word(length)}`

/** A new id as Stripe makes them: the kind's prefix and letters. */
export function newId(kind: Kind): string {
  if (kind === 'coupon') return word(8)
  return prefixed(PREFIXES[kind], kind === 'checkout.session' ? 58 : 24)
}

/** The kind of record that an id names, by its prefix. Coupons have none. */
export function kindOf(id: string): Kind | undefined {
  const prefix = id.slice(0, id.lastIndexOf('_'))
  return kinds.get(prefix)
}

// Object.entries forgets that the keys are kinds
const kinds = new Map(Object.entries(PREFIXES).map(([kind, prefix]) => [prefix, kind as Kind]))

/** The id in a field that may be expanded. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'object' ? (value?.id ?? null) : (value ?? null)
