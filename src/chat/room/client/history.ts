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
  /** the topics that were looked at up to then */
  #topics = new Set<string>()
  #isBusy = false

  constructor(
    readonly net: Net,
    readonly keyring: Keyring,
    readonly take: (wires: Wire[]) => Promise<void>,
  ) {}

  /** The next older page: what the nodes have, and then what the archive has besides. */
  async older(): Promise<void> {
    if (!this.#lookedAt) this.#topics = new Set(this.keyring.topics())
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

  /** Whether there is a key under which nobody has looked yet. */
  hasNewTopic = (): boolean =>
    this.#lookedAt > 0 && this.keyring.topics().some((topic) => !this.#topics.has(topic))

  /**
   * What came since we last looked, or since a time before, and some time before that: what is live
   * gets lost at times. Under a key that is new to us, what came since it began.
   * Gives whether everything that was kept is here now; false when it could not look.
   */
  async catchUp(since = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.#isBusy || !this.#lookedAt) return false
    this.#isBusy = true
    const { epochs } = this.keyring.keys
    const begun = epochs.flatMap(({ topic }, at) =>
      this.#topics.has(topic) ? [] : [epochs[at - 1]?.endedAt ?? this.#lookedAt],
    )
    const from = Math.min(since, this.#lookedAt, ...begun) - MINUTE
    const now = this.keyring.now()
    try {
      const topics = epochs
        .filter(({ endedAt }) => !endedAt || endedAt > from - 5 * MINUTE)
        .map(({ topic }) => topic)
      for (let at = 0; at < topics.length; at += AT_ONCE)
        await this.#forwards(topics.slice(at, at + AT_ONCE), from)
      this.#lookedAt = now
      for (const topic of topics) this.#topics.add(topic)
      return true
    } catch {
      return false
    } finally {
      this.#isBusy = false
    }
  }

  async #forwards(topics: string[], from: number) {
    let cursor: Uint8Array | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const found = await this.net.history(topics, { from, cursor, forward: true })
      await this.take(found.wires)
      if (!found.cursor) return
      cursor = found.cursor
    }
  }
}
