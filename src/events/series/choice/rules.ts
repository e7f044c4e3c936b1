import { partsOf } from '../rules.ts'

export const REPEATS = ['', 'daily', 'weekly', 'fortnightly', 'monthly', 'nth', 'yearly'] as const
export type Repeat = (typeof REPEATS)[number] | 'custom'

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** What the form asks of how an event comes again. */
export type Choice = { repeat: Repeat; days: string[]; until: string; count: number | null }

const weekday = (wall: string) => (new Date(`${wall}Z`).getUTCDay() + 6) % 7

/** The rule that a choice means for an event at a time on the wall; '' for none. */
export function ruleFrom({ repeat, days, until, count }: Choice, wall: string): string {
  const base: Partial<Record<Repeat, string>> = {
    daily: 'FREQ=DAILY',
    weekly: 'FREQ=WEEKLY',
    fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
    monthly: 'FREQ=MONTHLY',
    nth: `FREQ=MONTHLY;BYDAY=${placeOf(wall)}`,
    yearly: 'FREQ=YEARLY',
  }
  const rule = base[repeat]
  if (!rule) return ''
  const isWeekly = repeat === 'weekly' || repeat === 'fortnightly'
  const chosen = WEEKDAYS.filter((day) => days.includes(day))
  const by = isWeekly && chosen.length ? `;BYDAY=${chosen.join(',')}` : ''
  const end = until ? `;UNTIL=${until.replaceAll('-', '')}T235900` : count ? `;COUNT=${count}` : ''
  return rule + by + end
}

/** Which of its weekday in its month a day is: `2TU`, and `-1TU` from the fifth on. */
function placeOf(wall: string): string {
  const nth = Math.ceil(Number(wall.slice(8, 10)) / 7)
  return `${nth > 4 ? -1 : nth}${WEEKDAYS[weekday(wall)]}`
}

/** The choice that stands in the form for a rule; one that the form cannot show is kept as it is. */
export function choiceFrom(rule: string | null): Choice {
  const parts = rule ? partsOf(rule) : null
  const untilText = parts?.get('UNTIL') ?? ''
  const until = untilText.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3')
  const count = parts?.has('COUNT') ? Number(parts.get('COUNT')) : null
  const days = parts?.get('BYDAY')?.split(',') ?? []
  return { repeat: parts ? repeatOf(parts, days) : '', days, until, count }
}

function repeatOf(parts: Map<string, string>, days: string[]): Repeat {
  const [freq, interval] = [parts.get('FREQ'), parts.get('INTERVAL') ?? '1']
  if (parts.has('BYMONTHDAY') || parts.has('WKST')) return 'custom'
  if (freq === 'WEEKLY' && interval === '2') return 'fortnightly'
  if (interval !== '1') return 'custom'
  if (freq === 'WEEKLY') return 'weekly'
  if (freq === 'MONTHLY' && days.length === 1) return 'nth'
  if (days.length) return 'custom'
  return freq === 'DAILY' ? 'daily' : freq === 'MONTHLY' ? 'monthly' : 'yearly'
}
