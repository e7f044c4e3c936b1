import * as z from 'zod'

/** The last post of a page. Pinned ones come first, so a page may end among them. */
export type Cursor = { id: string; isPinned: boolean }

const Text = z.string().regex(/^p?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** Reads the cursor of an address; what is none starts at the beginning. */
export function cursorFrom(text: string | null | undefined): Cursor | null {
  const { data } = Text.safeParse(text)
  return data ? { id: data.replace('p', ''), isPinned: data.startsWith('p') } : null
}

/** Cuts one row too many off a page, and gives the cursor of the next if there was one. */
export function pageFrom<T extends Cursor>(rows: T[], size: number) {
  const shown = rows.slice(0, size)
  const last = rows.length > size ? shown.at(-1) : undefined
  return { shown, next: last ? `${last.isPinned ? 'p' : ''}${last.id}` : null }
}
