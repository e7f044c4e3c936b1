import * as z from 'zod'

export const PAGE = 20

/** The username in `/@ada`; an address is the same however its letters are written. */
export const usernameIn = (handle: string): string => handle.replace(/^@/, '').toLowerCase()

/** A link as people read it: without what every address has. */
export const shortLink = (url: string): string =>
  url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')

/** The id after which a page begins; what is none begins at the start. */
export const After = z.uuid().nullable().catch(null)

/** Cuts the one row too many off a page, and gives the cursor of the next page if there is one. */
export function pageOf<T extends { id: string }>(rows: T[], size: number) {
  const shown = rows.slice(0, size)
  return { shown, next: rows.length > size ? (shown.at(-1)?.id ?? null) : null }
}
