const CAPACITY = 25
const PER_MINUTE = 5

/** The purge calls of a Worker: a bucket of 25 that refills by 5 a minute, whatever the plan. */
export function createBudget() {
  let left = CAPACITY
  let at = 0
  return {
    /** Takes one call at `now` (milliseconds); false if there is none. */
    take(now: number): boolean {
      if (now > at) {
        left = Math.min(CAPACITY, left + ((now - at) * PER_MINUTE) / 60_000)
        at = now
      }
      if (left < 1) return false
      left -= 1
      return true
    },
    fill(): void {
      left = CAPACITY
      at = 0
    },
  }
}
