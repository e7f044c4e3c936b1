import { harmless } from '../../../ui/csv.ts'
import { moneyField } from '../../../ui/money.ts'
import type { EntryRow } from './queries.ts'

export const HEAD = 'date,kind,amount,currency,tier,member,username,reference,id\r\n'

const KINDS: Record<EntryRow['kind'], string> = {
  payment: 'payment',
  refund: 'refund',
  dispute: 'dispute',
  dispute_won: 'dispute won',
}

/** A movement of money as a line of CSV; the amount as a decimal in its own currency. */
export function lineOf(row: EntryRow): string {
  const { at, kind, amount, currency, tier, fullName, username, reference, id } = row
  const digits = `${at.slice(0, 19)}Z`
  return `${[
    ...[digits, KINDS[kind], moneyField(amount, currency), currency.toUpperCase()],
    ...[tier, fullName, username].map(worded),
    ...[reference, id].map(quoted),
  ].join(',')}\r\n`
}

/** What people wrote, so that no spreadsheet takes it for a formula, and no comma parts it. */
export const worded = (text: string | null): string => quoted(harmless(text ?? ''))

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
