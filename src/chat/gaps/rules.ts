/** Which of the numbered messages of each device are missing between those that came. */
export class Gaps {
  #seen = new Map<string, Set<number>>()
  #range = new Map<string, { from: number; to: number }>()

  add(device: string, number: number): void {
    const seen = this.#seen.get(device) ?? new Set()
    const { from, to } = this.#range.get(device) ?? { from: number, to: number }
    this.#seen.set(device, seen.add(number))
    this.#range.set(device, { from: Math.min(from, number), to: Math.max(to, number) })
  }

  /** Takes these for lost: those who said them do not say them again. */
  giveUp(missing: Map<string, number[]>): void {
    for (const [device, numbers] of missing) for (const one of numbers) this.add(device, one)
  }

  /** The last hundred that are missing of each device that misses any. */
  missing(): Map<string, number[]> {
    const all = new Map<string, number[]>()
    for (const [device, { from, to }] of this.#range) {
      const seen = this.#seen.get(device)
      const lost: number[] = []
      for (let number = to; number > from && lost.length < 100; number--)
        if (!seen?.has(number)) lost.push(number)
      if (lost.length) all.set(device, lost)
    }
    return all
  }
}
