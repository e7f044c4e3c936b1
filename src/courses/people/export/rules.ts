import { harmless } from '../../../ui/csv.ts'
import { percentDone } from '../../learning/rules.ts'
import type { LearnerRow } from '../list/queries.ts'

const HEAD = [
  'Name',
  'Username',
  'Enrolled',
  'Finished',
  'Left',
  'Last seen',
  'Lessons done',
  'Lessons',
  'Percent',
]

const cell = (value: string | number): string => {
  const safe = typeof value === 'string' ? harmless(value) : String(value)
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const line = (cells: (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

const day = (at: Date | null): string => at?.toISOString() ?? ''

/** The first line, after the mark by which spreadsheets know UTF-8. */
export const csvHead = (): string => `\uFEFF${line(HEAD)}`

export const csvLine = (row: LearnerRow): string =>
  line([
    ...[row.person.fullName, row.person.username, day(row.enrolledAt), day(row.completedAt)],
    ...[day(row.leftAt), day(row.lastAt === null ? null : new Date(row.lastAt))],
    ...[row.done, row.total, percentDone(row.done, row.total)],
  ])
