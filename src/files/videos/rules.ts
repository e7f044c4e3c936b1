import { type Box, headOf } from './boxes/rules.ts'

/**
 * Where the reader of an MP4 or MOV stands between two pieces of the file; as JSON, since the next
 * piece comes with another request. Offsets are bytes of the file.
 */
export type Spot = {
  /** of what was not understood yet */
  at: number
  /** its bytes, passed on already: the beginning of a head that ends in the next piece */
  head: number[]
  /** where the next box begins */
  next: number
  /** up to where all is blank */
  blank: number
  /** the boxes that it is in, outermost first */
  around: { type: string; end: number }[]
}

export const START: Spot = { at: 0, head: [], next: 0, blank: 0, around: [] }

/** What the file itself is made of. All else in its outermost row goes, and what lies behind it. */
const KEPT = new Set([
  ...['ftyp', 'styp', 'pdin', 'wide', 'mdat', 'moov', 'moof', 'mfra', 'sidx', 'ssix', 'prft'],
])
/** What tells of the maker, inside of the film and its tracks: places, devices, names. */
const TELLING = new Set(['udta', 'meta', 'uuid', 'XMP_'])
const CONTAINERS = new Set(['moov', 'trak'])
const FREE = [...'free'].map((char) => char.charCodeAt(0))

/**
 * Makes blank what tells of its maker in an MP4 or MOV, byte by byte in its place: nothing moves, so
 * every address in the file stays true, wherever its index lies, and no piece has to wait for another.
 */
export class Blanking {
  #held: Uint8Array
  /** bytes of what is held that were passed on with the piece before */
  #sent: number
  readonly spot: Spot

  /** @param size of the whole file, in bytes */
  constructor(
    spot: Spot,
    readonly size: number,
  ) {
    this.spot = structuredClone(spot)
    this.#held = Uint8Array.from(spot.head)
    this.#sent = this.#held.length
  }

  /** Takes the next bytes, and gives those that can be passed on. */
  take(chunk: Uint8Array): Uint8Array {
    const { spot } = this
    const bytes = new Uint8Array(this.#held.length + chunk.length)
    bytes.set(this.#held)
    bytes.set(chunk, this.#held.length)
    let done = 0
    while (done < bytes.length) {
      const at = spot.at + done
      const still = Math.max(spot.blank, spot.next) - at
      if (still > 0) {
        const end = Math.min(bytes.length, done + still)
        if (at < spot.blank) bytes.fill(0, Math.max(done, this.#sent), end)
        done = end
        continue
      }
      const head = headOf(bytes.subarray(done))
      if (!head) break
      this.#enter(head, at)
      if (spot.blank > at && done + 4 >= this.#sent && spot.next > at) bytes.set(FREE, done + 4)
      done += Math.max(0, Math.min(head.length, spot.next - at))
    }
    const passed = bytes.subarray(Math.min(this.#sent, done), done)
    this.#sent = Math.max(0, this.#sent - done)
    this.#held = bytes.slice(done)
    spot.at += done
    return passed
  }

  /** What is left at the end of a piece. */
  end(): Uint8Array {
    this.spot.head = [...this.#held]
    return this.#held.subarray(this.#sent)
  }

  /** Decides what becomes of the box that begins here. */
  #enter({ type, length, size }: Box, at: number) {
    const { spot } = this
    while (spot.around.length && at >= (spot.around.at(-1)?.end ?? 0)) spot.around.pop()
    const parent = spot.around.at(-1)
    const most = parent?.end ?? this.size
    // a film that was cut off is shorter than it says, and may still be played
    const isCut = !parent && KEPT.has(type) && at + size > most
    const end = size === 0 || isCut ? most : at + size
    if (!type || end < at + length || end > most) {
      // inside of a box the end of a list; outside of all of them no box any more
      if (parent) spot.next = parent.end
      else spot.blank = this.size
      return
    }
    const isBlank = parent ? TELLING.has(type) : !KEPT.has(type)
    if (isBlank) spot.blank = end
    const isEntered = CONTAINERS.has(type) && (parent ? parent.type === 'moov' : type === 'moov')
    if (isEntered) spot.around.push({ type, end })
    spot.next = isEntered ? at + length : end
  }
}
