import { harmless } from '../../../ui/csv.ts'
import type { GuestRow } from '../queries.ts'

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`

const HEAD = ['Name', 'Username', 'Answer', 'Place on the waitlist', 'Answered', 'Checked in']

/** The guests as a spreadsheet takes them (RFC 4180, with a mark that says it is UTF-8). */
export function csvOf(guests: GuestRow[]): string {
  const rows = guests.map(({ fullName, username, status, answeredAt, checkedInAt }, at) => [
    fullName,
    username,
    status.replace('_', ' '),
    status === 'waitlist'
      ? String(at - guests.findIndex((one) => one.status === 'waitlist') + 1)
      : '',
    answeredAt.toISOString(),
    checkedInAt?.toISOString() ?? '',
  ])
  return `\uFEFF${[HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
