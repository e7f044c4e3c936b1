import { isKept, timeOf } from '../../envelope/rules.ts'
import { Gaps } from '../../gaps/rules.ts'
import type { Keys } from '../../keys/rules.ts'
import { Log, type Message } from '../../log/rules.ts'
import type { ChatConfig } from '../../page/rules.ts'
import { answered, Refused } from './ask.ts'
import type { Db } from './db.ts'
import type { Device } from './device.ts'
import { Healing } from './healing.ts'
import { hear } from './hearing.ts'
import { History } from './history.ts'
import { Inbox } from './inbox.ts'
import { Keyring } from './keyring.ts'
import { Net, type NetState, type Wire } from './net.ts'
import type { Outgoing } from './outgoing.ts'
import { People } from './people.ts'
import { Safe } from './safe.ts'
import { Voice } from './voice.ts'
import { Wires } from './wires.ts'

/** What the page has to show anew. */
export type Told = {
  /** came or changed, in no order */
  messages: (messages: Message[], isLive: boolean) => void
  sending: (item: Outgoing) => void
  /** do not count, or were thrown away */
  gone: (ids: string[]) => void
  state: (state: NetState | 'lost') => void
  keys: (keys: Keys) => void
  people: () => void
}

/** Where messages come from: as they are said, from those who keep them, or from this browser. */
type Source = 'live' | 'nodes' | 'here'

const REFRESH = 60_000
const HIDDEN = 4.5 * REFRESH
const LATELY = 5000

/** One space's chat: what was said in it, and what is to be said. */
export class Channel {
  readonly log = new Log()
  readonly gaps = new Gaps()
  readonly people = new People()
  readonly keyring: Keyring
  readonly inbox: Inbox
  voice!: Voice
  net!: Net
  history!: History
  #wires: Wires
  healing!: Healing
  #isLost = false
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(
    readonly config: ChatConfig,
    readonly device: Device,
    readonly db: Db,
    readonly told: Told,
  ) {
    this.keyring = new Keyring(config.at, device, (keys) => this.#known(keys))
    this.inbox = new Inbox(config.channel, this.keyring)
    this.#wires = new Wires(db, config.channel)
  }

  /** Asks for the keys and connects, at the same time; then shows what was said last. */
  async open() {
    const starting = Net.start(this.config.network, {
      message: (wire) => void this.#take([wire], 'live'),
      state: (state) => this.#moved(state),
    })
    try {
      await answered(() => this.keyring.refresh())
      performance.mark('chat keys')
    } catch {
      return this.#lose()
    }
    this.net = await starting
    this.history = new History(this.net, this.keyring, (wires) => this.#take(wires, 'nodes'))
    this.healing = new Healing(this)
    this.voice = new Voice(this, await Safe.open(this.db))
    await this.voice.load()
    void this.#wires.load().then((wires) => this.#take(wires, 'here'))
    await this.net.listen(this.#live())
    // who looks elsewhere hears of a new key too, only later
    this.#timer = setInterval(() => void this.refresh(document.hidden ? HIDDEN : LATELY), REFRESH)
    document.addEventListener('visibilitychange', () => document.hidden || void this.#wake())
  }

  /** Asks for the keys, unless it was asked within so many milliseconds. */
  async refresh(unlessWithin = LATELY): Promise<void> {
    try {
      await this.keyring.refresh(unlessWithin)
    } catch (error) {
      // what cannot be asked now is asked later; who has lost access is told
      if (error instanceof Refused && [401, 403, 404].includes(error.status)) this.#lose()
    }
  }

  /** Asks at once when somebody says that there is news, but not as often as they may like to say so. */
  hinted() {
    clearTimeout(this.#hint)
    const wait = Math.max(0, this.#hintedAt + LATELY - Date.now())
    this.#hint = setTimeout(() => {
      this.#hintedAt = Date.now()
      void this.refresh(0)
    }, wait)
  }
  #hint: ReturnType<typeof setTimeout> | undefined
  #hintedAt = 0

  #live = () => {
    const { epochs } = this.keyring.keys
    const grace = this.keyring.now() - 5 * 60_000
    return epochs.filter(({ endedAt }) => !endedAt || endedAt > grace).map(({ topic }) => topic)
  }

  #known(keys: Keys) {
    const gone = this.log.delete(keys.deleted)
    if (gone.length) this.told.messages(gone, false)
    const { gone: shut, again } = this.inbox.revised()
    this.forget(shut)
    if (again.length) void this.#take(again, 'here')
    if (this.history) void this.net.listen(this.#live())
    if (this.history?.hasNewTopic()) this.healing?.soon(0)
    this.told.keys(keys)
  }

  /** Takes out messages that do not count, or were never sent. */
  forget(ids: string[]) {
    for (const id of ids) this.log.forget(id)
    if (ids.length) this.told.gone(ids)
  }

  #lose() {
    this.#isLost = true
    clearInterval(this.#timer)
    this.keyring.drop()
    void this.net?.stop()
    this.told.state('lost')
  }

  #moved(state: NetState) {
    if (this.#isLost) return
    this.told.state(state)
    if (state !== 'online') return
    void this.voice?.outbox.drain()
    void this.#first()
  }

  #joined: Promise<void> | null = null
  #whenJoined = Promise.withResolvers<void>()
  /** Settles once what was said last is there. */
  joined = () => this.#whenJoined.promise

  /** The newest page once, and afterwards what was missed. */
  async #first() {
    if (this.#joined) {
      await this.#joined.catch(() => undefined)
      return this.healing.look()
    }
    this.#joined = this.#begin()
    await this.#joined.then(this.#whenJoined.resolve, () => (this.#joined = null))
  }

  /** A window full of what was said last, from the nodes or, where they have lost it, from the archive. */
  async #begin() {
    for (let page = 0; page < 4; page++) {
      await this.history.older()
      if (this.log.messages.length > 30 || !this.history.hasMore) return
    }
  }

  async #wake() {
    this.net.wake()
    await this.refresh()
    await this.healing.look()
  }

  async #take(wires: Wire[], from: Source) {
    const isLive = from === 'live'
    const changed = new Set<Message>()
    const fresh: Wire[] = []
    for (const wire of wires) {
      const said = await this.inbox.take(wire, isLive)
      // the nodes have kept it, also where it had come live before
      if (from === 'nodes') this.healing.seen(this.inbox.idOf(wire))
      if (!said) continue
      const { body, author } = said
      this.people.note(author, body.at)
      if (!isKept(body.t)) hear(this, said)
      else {
        fresh.push(wire)
        if (body.q) this.gaps.add(author.d, body.q)
        if (body.t === 'msg') this.people.typing(author, false)
        const known = body.t === 'msg' && this.log.has(body.id)
        const message = known ? this.log.restamp(body.id, timeOf(body)) : this.log.add(author, body)
        if (message) changed.add(message)
      }
    }
    void this.#wires.keep(fresh)
    if (changed.size) this.told.messages([...changed], isLive)
    if (isLive && fresh.length) this.healing.soon()
    if (isLive) this.healing.start()
    this.told.people()
  }
}
