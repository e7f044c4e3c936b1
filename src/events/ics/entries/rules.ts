import { excerpt } from '../../../ui/markdown.ts'
import { wallAfter } from '../../times/rules.ts'
import type { EntryRow } from '../read/queries.ts'
import type { Entry } from '../rules.ts'

const MAX_WORDS = 1500

/** One event as its own entry. @param origin `https://…` of this site */
export function entryFrom(row: EntryRow, origin: string): Entry {
  const url = `${origin}/${row.community}/s/${row.space}/events/${row.id}`
  const link = row.linkUrl && `Join: ${row.linkUrl}`
  const words = excerpt(row.description, 'markdown', MAX_WORDS)
  return {
    uid: `${row.id}@opencircle`,
    sequence: row.sequence,
    changedAt: row.updatedAt,
    startsWall: row.startsWall,
    endsWall: row.endsWall ?? wallAfter(row.startsWall, 60),
    timezone: row.timezone,
    title: row.title,
    description: [link, words, url].filter(Boolean).join('\n\n'),
    location: row.location || (row.eventType === 'online' ? (row.linkUrl ?? 'Online') : ''),
    url,
    host: row.host,
    isCancelled: row.cancelledAt !== null,
    isTentative: row.answer === 'maybe' || row.answer === 'waitlist',
  }
}
