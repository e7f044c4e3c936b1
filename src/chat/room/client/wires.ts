import type { Db } from './db.ts'
import type { Wire } from './net.ts'

/** Messages of one channel that this browser keeps, sealed as they came. */
const MOST = 2000

/** What was seen before, for a quick start and for the search; without keys it is noise. */
export class Wires {
  #count = 0

  constructor(
    readonly db: Db,
    readonly channel: string,
  ) {}

  async load(): Promise<Wire[]> {
    const wires = await this.db.ofChannel<Wire>('wires', this.channel)
    this.#count = wires.length
    wires.sort((a, b) => a.sentAt - b.sentAt)
    for (const { hash } of wires.splice(0, Math.max(0, wires.length - MOST)))
      void this.db.delete('wires', hash)
    return wires
  }

  async keep(wires: Wire[]) {
    if (this.#count > 2 * MOST || wires.length === 0) return
    this.#count += wires.length
    const { channel } = this
    await this.db.putAll(
      'wires',
      wires.map((wire) => ({ ...wire, channel })),
    )
  }
}
