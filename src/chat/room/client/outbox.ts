import { isKept, newMessageId } from '../../envelope/rules.ts'
import { PACE, pauseAfter } from '../../flood/rules.ts'
import type { Draft, Outgoing } from './outgoing.ts'
import type { Safe } from './safe.ts'

const MOST_TRIES = 6
const SHORTEST = 500
const LONGEST = 15_000
/** milliseconds after which what was not taken gets a new time */
const LONGEST_AWAY = 20 * 3600_000

/** messages that this browser could say again, of each channel */
const MOST_KEPT = 500

/** How sending ended: taken by a node, none there, refused, or not to be sent at all. */
export type Outcome = 'sent' | 'away' | 'refused' | { never: string }

type On = {
  send: (item: Outgoing) => Promise<Outcome>
  changed: (item: Outgoing) => void
  /** it was thrown away in another window */
  gone: (id: string) => void
}

/** What is to be sent, one after another, kept over reloads until it is; one window at a time sends. */
export class Outbox {
  items: Outgoing[] = []
  #isBusy = false
  #wait = SHORTEST

  constructor(
    readonly safe: Safe,
    readonly channel: string,
    readonly on: On,
  ) {}

  /** Takes up what was not sent before this page was opened. */
  async load() {
    const [queue, sent] = await Promise.all([
      this.safe.ofChannel<Outgoing>('queue', this.channel),
      this.safe.ofChannel<Outgoing>('sent', this.channel),
    ])
    this.items = queue.sort((a, b) => a.madeAt - b.madeAt)
    this.#last = Math.max(0, ...[...queue, ...sent].map(({ q = 0 }) => q))
    this.#sent = sent.sort((a, b) => (a.q ?? 0) - (b.q ?? 0))
    for (const { id } of this.#sent.splice(0, Math.max(0, this.#sent.length - MOST_KEPT)))
      void this.safe.delete('sent', id)
    return this.items
  }
  #last = 0

  /** What was sent before this page was opened, and seen on no node since. */
  unkept = (now: number) =>
    this.#sent.filter(({ isKept, sentAt = 0 }) => !isKept && now - sentAt < LONGEST_AWAY)
  #sent: Outgoing[] = []

  /** Notes that a node has it. */
  async kept(id: string) {
    const item = await this.safe.one<Outgoing>('sent', id)
    if (item && !item.isKept) await this.safe.put('sent', { ...item, isKept: true })
  }

  async add(draft: Draft, author: string, now: number): Promise<Outgoing> {
    const item: Outgoing = {
      ...draft,
      ...{ id: newMessageId(author), channel: this.channel, madeAt: now },
      ...{ tries: 0, state: 'queued' },
    }
    this.items.push(item)
    await this.safe.put('queue', item)
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
    await this.safe.delete('queue', id)
  }

  /** Notes its number, and when it is sent for the first time: its place among the others, however often it is sent. */
  async stamp(item: Outgoing, at: number) {
    item.q ??= await this.safe.db.next(`count ${this.channel}`, this.#last)
    if (item.sentAt && at - item.sentAt < LONGEST_AWAY) return
    item.sentAt = at
    await this.safe.put('queue', item)
  }

  /** Says again what was sent and is missed: the same message, in its old place. */
  async again(ids: (item: Outgoing) => boolean): Promise<Outgoing[]> {
    const sent = await this.safe.ofChannel<Outgoing>('sent', this.channel)
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
          item.why = 'pace'
          this.on.changed(item)
          setTimeout(() => void this.drain(), pause)
          return
        }
        const outcome = await this.#inTurn(item).catch((): Outcome => 'away')
        if (outcome === 'gone') this.#drop(item)
        else if (outcome === 'sent') this.#done(item)
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

  /** Sends it while no other window of this browser sends here, unless one of them has. */
  #inTurn = (item: Outgoing): Promise<Outcome | 'gone'> =>
    navigator.locks.request(`chat ${this.channel}`, async () => {
      if (item.isAgain || (await this.safe.has('queue', item.id))) return this.#attempt(item)
      const sent = await this.safe.one<Outgoing>('sent', item.id)
      if (!sent) return 'gone'
      Object.assign(item, sent)
      return 'sent'
    })

  async #attempt(item: Outgoing): Promise<Outcome> {
    const outcome = await this.on.send(item)
    if (outcome !== 'sent') return outcome
    if (isKept(item.t)) await this.safe.put('sent', { ...item, state: 'sent' })
    await this.safe.delete('queue', item.id)
    return 'sent'
  }

  #drop({ id }: Outgoing) {
    this.items = this.items.filter((one) => one.id !== id)
    this.on.gone(id)
  }

  /** when the last ones went */
  #times: number[] = []

  #next = () => this.items.find(({ state }) => state === 'queued')

  #done(item: Outgoing) {
    this.#times = [...this.#times, Date.now()].slice(-PACE)
    this.items = this.items.filter(({ id }) => id !== item.id)
    item.state = 'sent'
    this.on.changed(item)
  }

  #fail(item: Outgoing, why?: string) {
    // others have it already: it is only not said again
    if (item.isAgain) return void this.discard(item.id)
    this.#note(item, { state: 'failed', why })
  }

  #note(item: Outgoing, change: Partial<Outgoing>) {
    Object.assign(item, change)
    void this.safe.put('queue', item)
    this.on.changed(item)
  }
}
