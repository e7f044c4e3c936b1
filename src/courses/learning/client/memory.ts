/** Of each person, since several may use a device. */
const placeOf = (path: string) =>
  `watched:${document.querySelector<HTMLElement>('[data-me]')?.dataset.me ?? ''}:${path}`

/** What was not told yet: the furthest second of a lesson. */
export function recall(path: string): number {
  try {
    return Number(localStorage.getItem(placeOf(path)))
  } catch {
    return 0
  }
}

export function keep(path: string, seconds: number) {
  try {
    if (seconds > recall(path)) localStorage.setItem(placeOf(path), String(seconds))
  } catch {
    // a device that keeps nothing tells it while it can
  }
}

/** It was told, up to a second. */
export function forget(path: string, seconds: number) {
  try {
    if (recall(path) <= seconds) localStorage.removeItem(placeOf(path))
  } catch {
    // nothing was kept
  }
}
