import type { Archived } from '../../archive/rules.ts'
import { fromText } from '../../bytes/rules.ts'
import { ask } from './ask.ts'
import type { Keyring } from './keyring.ts'
import type { Net, Wire } from './net.ts'

type Piece = { messages: Archived[]; next: string | null }

/** Topics that a node lets one question name, where it answers in pages. */
const AT_ONCE = 10
const MINUTE = 60_000
/** pages in which a page that was away for long catches up at most, 100 messages each */
const MOST_PAGES = 50

/** Reads what the nodes have kept: backwards from now, and forwards from when we last looked. */
export class History {
  /** whether there may be older ones */
  hasMore = true
  #chunk = 0
  #cursor: Uint8Array | undefined
  #lookedAt = 0
  #isBusy = false

  constructor(
    readonly net: Net,
    readonly keyring: Keyring,
    readonly take: (wires: Wire[]) => Promise<void>,
  ) {}

  /** The next older page: what the nodes have, and then what the archive has besides. */
  async older(): Promise<void> {
    this.#lookedAt ||= this.keyring.now()
    if (this.#nodesHaveMore) await this.#fromNodes()
    else await this.#fromArchive()
  }
  #nodesHaveMore = true
  #after: string | null = null

  async #fromArchive() {
    const path = `${this.keyring.path}/chat/archive${this.#after ? `?after=${this.#after}` : ''}`
    const { messages, next } = await ask<Piece>('GET', path)
    this.#after = next
    this.hasMore = next !== null
    await this.take(
      messages.map(({ payload, ...message }) => ({ ...message, payload: fromText(payload) })),
    )
  }

  async #fromNodes() {
    const topics = this.keyring.topics().slice(this.#chunk, this.#chunk + AT_ONCE)
    const { wires, cursor } = await this.net.history(topics, {
      cursor: this.#cursor,
      forward: false,
    })
    this.#cursor = cursor ?? undefined
    if (!cursor) {
      this.#chunk += AT_ONCE
      this.#nodesHaveMore = this.#chunk < this.keyring.keys.epochs.length
    }
    await this.take(wires)
  }

  /**
   * What came since we last looked, and some time before: what is live gets lost at times.
   * Gives the time from which on everything that was kept is here; null when it could not look.
   */
  async catchUp(since = this.#lookedAt): Promise<number | null> {
    if (this.#isBusy || !this.#lookedAt) return null
    this.#isBusy = true
    const from = Math.min(since, this.#lookedAt) - MINUTE
    const now = this.keyring.now()
    try {
      const topics = this.keyring.keys.epochs
        .filter(({ endedAt }) => !endedAt || endedAt > from - 5 * MINUTE)
        .map(({ topic }) => topic)
        .slice(-AT_ONCE)
      let cursor: Uint8Array | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const found = await this.net.history(topics, { from, cursor, forward: true })
        await this.take(found.wires)
        if (!found.cursor) break
        cursor = found.cursor
      }
      this.#lookedAt = now
      return from
    } catch {
      return null
    } finally {
      this.#isBusy = false
    }
  }
}
