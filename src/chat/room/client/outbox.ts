import { isKept, newMessageId } from '../../envelope/rules.ts'
import { PACE, pauseAfter } from '../../flood/rules.ts'
import type { Db } from './db.ts'
import type { Draft, Outgoing } from './outgoing.ts'

const MOST_TRIES = 6
const SHORTEST = 500
const LONGEST = 15_000
/** milliseconds after which what was not taken gets a new time */
const LONGEST_AWAY = 20 * 3600_000

/** milliseconds in which a page is sure to have looked whether what it sent was kept */
const LATELY = 50_000
/** messages that this browser could say again, of each channel */
const MOST_KEPT = 500

/** How sending ended: taken by a node, none there, refused, or not to be sent at all. */
export type Outcome = 'sent' | 'away' | 'refused' | { never: string }

/** What is to be sent, one after another, kept over reloads until it is. */
export class Outbox {
  items: Outgoing[] = []
  #isBusy = false
  #last = 0
  #wait = SHORTEST

  constructor(
    readonly db: Db,
    readonly channel: string,
    readonly send: (item: Outgoing) => Promise<Outcome>,
    readonly changed: (item: Outgoing) => void,
  ) {}

  /** Takes up what was not sent before this page was opened. */
  async load() {
    const [queue, sent] = await Promise.all([
      this.db.ofChannel<Outgoing>('queue', this.channel),
      this.db.ofChannel<Outgoing>('sent', this.channel),
    ])
    this.items = queue.sort((a, b) => a.q - b.q)
    this.#last = Math.max(0, ...[...queue, ...sent].map(({ q }) => q))
    this.#sent = sent.sort((a, b) => a.q - b.q)
    for (const { id } of this.#sent.splice(0, Math.max(0, this.#sent.length - MOST_KEPT)))
      void this.db.delete('sent', id)
    return this.items
  }

  /** What was sent so lately, before this page was opened, that the nodes may not have kept it. */
  lately = (now: number) => this.#sent.filter(({ sentAt = 0 }) => now - sentAt < LATELY)
  #sent: Outgoing[] = []

  async add(draft: Draft, author: string, now: number): Promise<Outgoing> {
    const item: Outgoing = {
      ...draft,
      ...{ id: newMessageId(author), channel: this.channel, q: ++this.#last, madeAt: now },
      ...{ tries: 0, state: 'queued' },
    }
    this.items.push(item)
    await this.db.put('queue', item)
    void this.drain()
    return item
  }

  async retry(id: string) {
    const item = this.items.find((one) => one.id === id)
    if (!item) return
    this.#note(item, { state: 'queued', tries: 0, why: undefined })
    void this.drain()
  }

  async discard(id: string) {
    this.items = this.items.filter((one) => one.id !== id)
    await this.db.delete('queue', id)
  }

  /** Notes when it is sent for the first time: its place among the others, however often it is sent. */
  async stamp(item: Outgoing, at: number) {
    if (item.sentAt && at - item.sentAt < LONGEST_AWAY) return
    item.sentAt = at
    await this.db.put('queue', item)
  }

  /** Says again what was sent and is missed: the same message, in its old place. */
  async again(ids: (item: Outgoing) => boolean): Promise<Outgoing[]> {
    const sent = await this.db.ofChannel<Outgoing>('sent', this.channel)
    const wanted = sent.filter(ids)
    for (const item of wanted) {
      if (item.tries >= MOST_TRIES || this.items.some(({ id }) => id === item.id)) continue
      // whom it names was told the first time
      const names = undefined
      this.items.push({ ...item, names, state: 'queued', isAgain: true, tries: item.tries + 1 })
    }
    void this.drain()
    return wanted
  }

  /** How many have not been sent yet. */
  get waiting(): number {
    return this.items.filter(({ isAgain }) => !isAgain).length
  }

  /** Sends what waits, in its order; stops when no node is there, and goes on by itself. */
  async drain() {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      for (let item = this.#next(); item; item = this.#next()) {
        const pause = pauseAfter(this.#times, Date.now())
        if (pause) {
          this.#note(item, { why: 'pace' })
          setTimeout(() => void this.drain(), pause)
          return
        }
        const outcome = await this.send(item).catch((): Outcome => 'away')
        if (outcome === 'sent') await this.#done(item)
        else if (typeof outcome === 'object') this.#fail(item, outcome.never)
        else if (outcome === 'refused' && item.tries >= MOST_TRIES) this.#fail(item)
        else {
          this.#note(item, { tries: item.tries + (outcome === 'refused' ? 1 : 0) })
          setTimeout(() => void this.drain(), this.#wait)
          this.#wait = Math.min(this.#wait * 2, LONGEST)
          return
        }
      }
      this.#wait = SHORTEST
    } finally {
      this.#isBusy = false
    }
  }

  /** when the last ones went */
  #times: number[] = []

  #next = () => this.items.find(({ state }) => state === 'queued')

  async #done(item: Outgoing) {
    this.#times = [...this.#times, Date.now()].slice(-PACE)
    this.items = this.items.filter(({ id }) => id !== item.id)
    item.state = 'sent'
    if (isKept(item.t)) await this.db.put('sent', item)
    await this.db.delete('queue', item.id)
    this.changed(item)
  }

  #fail(item: Outgoing, why?: string) {
    // others have it already: it is only not said again
    if (item.isAgain) return void this.discard(item.id)
    this.#note(item, { state: 'failed', why })
  }

  #note(item: Outgoing, change: Partial<Outgoing>) {
    Object.assign(item, change)
    void this.db.put('queue', item)
    this.changed(item)
  }
}
