import { partsOf } from '../rules.ts'

const NAMES: Record<string, string> = {
  ...{ MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday' },
  ...{ SA: 'Saturday', SU: 'Sunday' },
}
const UNITS: Record<string, string> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}
const PLACES: Record<string, string> = {
  ...{ '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '5': 'fifth' },
  ...{ '-1': 'last', '-2': 'second to last' },
}
const list = new Intl.ListFormat('en')

/** A rule in words: `Every 2 weeks on Monday and Friday, 10 times`. */
export function ruleWords(rule: string): string {
  const parts = partsOf(rule)
  if (!parts) return 'Again and again'
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const unit = UNITS[parts.get('FREQ') ?? ''] ?? 'time'
  const every = interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`
  return [every, daysOf(parts), endOf(parts)].join('')
}

function daysOf(parts: Map<string, string>): string {
  const days = parts.get('BYDAY')?.split(',') ?? []
  const dates = parts.get('BYMONTHDAY')?.split(',') ?? []
  if (dates.length) return ` on day ${list.format(dates)}`
  if (!days.length) return ''
  const words = days.map((day) => {
    const place = PLACES[day.slice(0, -2)]
    return [place && `the ${place}`, NAMES[day.slice(-2)]].filter(Boolean).join(' ')
  })
  return ` on ${list.format(words)}`
}

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

function endOf(parts: Map<string, string>): string {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')]
  if (count) return `, ${count} ${count === '1' ? 'time' : 'times'}`
  if (!until) return ''
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
  return `, until ${DATE.format(new Date(`${day}T00:00Z`))}`
}
