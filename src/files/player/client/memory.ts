/** What little was heard, or is left, is not worth coming back to. */
const MARGIN = 10

/** Of each person, since several may use a device. */
const placeOf = (key: string) =>
  `player:${document.querySelector<HTMLElement>('[data-me]')?.dataset.me ?? ''}:${key}`

/** How far someone came on this device, in seconds. */
export function recall(key: string): number {
  if (!key) return 0
  try {
    return Number(localStorage.getItem(placeOf(key)))
  } catch {
    return 0
  }
}

/** Remembers it. */
export function keep(key: string, at: number, duration: number) {
  if (!key || !Number.isFinite(duration)) return
  try {
    if (at < MARGIN || at > duration - MARGIN) localStorage.removeItem(placeOf(key))
    else localStorage.setItem(placeOf(key), at.toFixed(1))
  } catch {
    // a device that keeps nothing starts from the beginning
  }
}
