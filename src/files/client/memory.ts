import type { Facts } from './words.ts'

/** An upload as this device remembers it, so that it outlives the page. */
export type Kept = {
  name: string
  /** the folder that it was dropped on */
  of?: string
  size: number
  /** when the file on this device was last changed: with name and size it tells files apart */
  modified: number
  url?: string
  /** bytes that had been sent */
  sent: number
  alt: string
  /** once it is there */
  file?: Facts
  /** milliseconds since 1970 */
  at: number
}

/** The server keeps what was begun for a day. */
const DAY = 24 * 3_600_000

export function recall(key: string): Kept[] {
  try {
    const kept: Kept[] = JSON.parse(localStorage.getItem(key) ?? '[]')
    return kept.filter(({ at }) => Date.now() - at < DAY)
  } catch {
    return []
  }
}

export function remember(key: string, kept: Kept[]): void {
  if (kept.length) localStorage.setItem(key, JSON.stringify(kept))
  else localStorage.removeItem(key)
}
