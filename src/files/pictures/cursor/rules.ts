/** A picture whose bytes are not what its beginning promised. */
export class Damaged extends Error {}

/** Reads a stream step by step and knows how far it is; holds no more than a chunk. */
export class Cursor {
  at = 0
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #chunk: Uint8Array = new Uint8Array()

  constructor(stream: ReadableStream<Uint8Array>) {
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
