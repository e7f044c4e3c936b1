const WINDOW = 2 * 60_000

/** Says of a name whether it is new in the last two minutes: the same message is passed on once. */
export function recent(): (name: string) => boolean {
  const seen = new Map<string, number>()
  return (name) => {
    const now = Date.now()
    // in the order in which they came
    for (const [old, at] of seen) {
      if (now - at < WINDOW) break
      seen.delete(old)
    }
    if (seen.has(name)) return false
    seen.set(name, now)
    return true
  }
}
