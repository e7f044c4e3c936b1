/** milliseconds over which one counts */
const SPAN = 10_000
/** messages that a page sends in that time; what is more waits its turn */
export const PACE = 30
/** messages of one author that a page takes in that time: only who does not keep to the pace sends more */
const MOST = 3 * PACE

/** Milliseconds to wait before the next message, after those that went at these times. */
export const pauseAfter = (times: number[], now: number): number =>
  Math.max(0, (times.at(-PACE) ?? Number.NEGATIVE_INFINITY) + SPAN - now)

/** Counts what each author says, so that nobody drowns the others. */
export class Flood {
  #many = new Map<string, number>()

  /** Whether this message is one too many of its author. @param at milliseconds: when it was sent */
  isOver(author: string, at: number): boolean {
    const span = `${author} ${Math.floor(at / SPAN)}`
    const many = (this.#many.get(span) ?? 0) + 1
    if (this.#many.size > 5000) this.#many.clear()
    this.#many.set(span, many)
    return many > MOST
  }
}
