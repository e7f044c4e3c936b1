/** What is to be left out of a file, and what is put there instead. In order, none overlapping. */
export type Edit = { at: number; drop: number; put?: Uint8Array }

/** A picture whose bytes are not what its beginning promised. */
export class Damaged extends Error {}

type Stream = ReadableStream<Uint8Array>

/** Reads a stream step by step and knows how far it is; holds no more than a chunk. */
export class Cursor {
  at = 0
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #chunk: Uint8Array = new Uint8Array()

  constructor(stream: Stream) {
    this.#reader = stream.getReader()
  }

  /** The next bytes, or null if there are not as many. */
  async take(length: number): Promise<Uint8Array | null> {
    const taken = new Uint8Array(length)
    for (let filled = 0; filled < length; ) {
      if (!(await this.#more())) return null
      const piece = this.#chunk.subarray(0, length - filled)
      taken.set(piece, filled)
      filled += piece.length
      this.#advance(piece.length)
    }
    return taken
  }

  /** @throws Damaged when there are not as many bytes */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      if (!(await this.#more())) throw new Damaged()
      const step = Math.min(left, this.#chunk.length)
      this.#advance(step)
      left -= step
    }
  }

  /** Goes on until behind the next byte of a value; false if there is none. */
  async pass(byte: number): Promise<boolean> {
    while (await this.#more()) {
      const found = this.#chunk.indexOf(byte)
      this.#advance(found < 0 ? this.#chunk.length : found + 1)
      if (found >= 0) return true
    }
    return false
  }

  cancel = () => this.#reader.cancel()

  #advance(length: number) {
    this.at += length
    this.#chunk = this.#chunk.subarray(length)
  }

  async #more(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { done, value } = await this.#reader.read()
      if (done) return false
      this.#chunk = value
    }
    return true
  }
}

/** How many bytes are left after some edits. */
export const sizeAfter = (size: number, edits: Edit[]): number =>
  edits.reduce((sum, { drop, put }) => sum - drop + (put?.length ?? 0), size)

/** A stream with the edits made; chunks pass as they come. */
export function edited(stream: Stream, edits: Edit[]): Stream {
  const waiting = [...edits]
  let at = 0
  let dropped = 0
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        let rest = chunk
        while (rest.length) {
          const skipped = Math.min(dropped, rest.length)
          dropped -= skipped
          const next = waiting[0]
          const free = next ? Math.max(0, next.at - at - skipped) : rest.length
          const kept = rest.subarray(skipped, skipped + free)
          if (kept.length) controller.enqueue(kept)
          at += skipped + kept.length
          rest = rest.subarray(skipped + kept.length)
          if (!next || at < next.at || dropped) continue
          waiting.shift()
          dropped = next.drop
          if (next.put) controller.enqueue(next.put)
        }
      },
    }),
  )
}
