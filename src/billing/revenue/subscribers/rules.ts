import * as z from 'zod'
import { dayOf } from '../../../ui/day.ts'
import { moneyField, moneyText } from '../../../ui/money.ts'
import { worded } from '../export/rules.ts'
import type { Subscriber } from './queries.ts'

/** Rows of one page. */
export const PAGE = 40

export const SHOWN = ['now', 'trying', 'failing', 'ending', 'gone'] as const
export type Shown = (typeof SHOWN)[number]

export const LABELS: Record<Shown, string> = {
  now: 'Now',
  trying: 'On trial',
  failing: 'Failing',
  ending: 'Ending',
  gone: 'Gone',
}

/** What the list was asked for; nonsense counts as not asked. */
export const Asked = z.object({
  show: z.enum(SHOWN).catch('now'),
  after: z.uuid().nullable().catch(null),
})

/** How somebody stands, in a word or two, and how much it asks for a look. */
export function stateOf(row: Subscriber): { words: string; tone: 'green' | 'amber' | 'neutral' } {
  const { status, endsAt, isEnding } = row
  if (row.isOver) return { words: 'Gone', tone: 'neutral' }
  if (status === 'past_due') return { words: 'Failing', tone: 'amber' }
  if (status === 'unpaid') return { words: 'Not paid', tone: 'amber' }
  if (status === 'paused') return { words: 'Paused', tone: 'neutral' }
  if (isEnding && endsAt) return { words: 'Ending', tone: 'neutral' }
  if (status === 'trialing') return { words: 'On trial', tone: 'neutral' }
  return { words: status === null ? 'For life' : 'Paying', tone: 'green' }
}

/** "$12 a month", "$300 once"; null where Stripe did not say. */
export function paysOf({ amount, currency, periodMonths, status }: Subscriber): string | null {
  if (amount === null || !currency) return null
  return `${moneyText(amount, currency)} ${rhythmOf({ periodMonths, status })}`
}

function rhythmOf({ periodMonths, status }: Pick<Subscriber, 'periodMonths' | 'status'>): string {
  if (status === null) return 'once'
  if (periodMonths === 1) return 'a month'
  if (periodMonths === 12) return 'a year'
  return periodMonths ? `every ${periodMonths} months` : 'each time'
}

/** What comes next for them: "Renews June 3, 2026". Null where nothing is known to come. */
export function nextOf({ endsAt, isOver, isEnding, status }: Subscriber): string | null {
  if (!endsAt) return null
  const day = dayOf(endsAt)
  if (isOver) return `Ended ${day}`
  if (isEnding) return `Ends ${day}`
  if (status === 'trialing') return `Free until ${day}`
  return status === 'active' ? `Renews ${day}` : null
}

export const HEAD = 'member,username,tier,state,amount,currency,rhythm,since,next,reference\r\n'

/** A subscriber as a line of CSV; the amount as a decimal in its own currency. */
export function lineOf(row: Subscriber): string {
  const { amount, currency, fullName, username, tier, since, endsAt, reference } = row
  const isKnown = amount !== null && currency !== null
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? ''
  return `${[
    ...[worded(fullName), worded(username), worded(tier), stateOf(row).words.toLowerCase()],
    ...(isKnown ? [moneyField(amount, currency), currency.toUpperCase()] : ['', '']),
    ...[rhythmOf(row), day(since), day(endsAt), reference],
  ].join(',')}\r\n`
}
