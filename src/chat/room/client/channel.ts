import {
  type Body,
  isKept,
  MOST_BYTES,
  newMessageId,
  padded,
  signed,
  timeOf,
} from '../../envelope/rules.ts'
import { Gaps } from '../../gaps/rules.ts'
import type { Keys } from '../../keys/rules.ts'
import { Log, type Message } from '../../log/rules.ts'
import type { ChatConfig } from '../../page/rules.ts'
import { Refused } from './ask.ts'
import type { Db } from './db.ts'
import type { Device } from './device.ts'
import { Healing } from './healing.ts'
import { hear } from './hearing.ts'
import { History } from './history.ts'
import { Inbox } from './inbox.ts'
import { Keyring } from './keyring.ts'
import { Net, type NetState, type Wire } from './net.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { type Draft, type Outgoing, partsOf } from './outgoing.ts'
import { People, type Someone } from './people.ts'
import { Wires } from './wires.ts'

/** What the page has to show anew. */
export type Told = {
  /** came or changed, in no order */
  messages: (messages: Message[], isLive: boolean) => void
  sending: (item: Outgoing) => void
  state: (state: NetState | 'lost') => void
  keys: (keys: Keys) => void
  people: () => void
}

const REFRESH = 60_000

/** One space's chat: what was said in it, and what is to be said. */
export class Channel {
  readonly log = new Log()
  readonly gaps = new Gaps()
  readonly people = new People()
  readonly keyring: Keyring
  readonly inbox: Inbox
  readonly outbox: Outbox
  net!: Net
  history!: History
  #wires: Wires
  healing!: Healing
  #isLost = false

  constructor(
    readonly config: ChatConfig,
    readonly device: Device,
    db: Db,
    readonly told: Told,
  ) {
    this.keyring = new Keyring(config.at, device, (keys) => this.#known(keys))
    this.inbox = new Inbox(config.channel, this.keyring)
    this.#wires = new Wires(db, config.channel)
    this.outbox = new Outbox(db, config.channel, this.#send, (item) => this.#sending(item))
  }

  /** Asks for the keys and connects, at the same time; then shows what was said last. */
  async open() {
    const starting = Net.start(this.config.network, {
      message: (wire) => void this.#take([wire], true),
      state: (state) => this.#moved(state),
    })
    await this.keyring.refresh()
    this.net = await starting
    this.history = new History(this.net, this.keyring, (wires) => this.#take(wires, false))
    for (const item of await this.outbox.load()) this.#show(item)
    void this.#wires.load().then((wires) => this.#take(wires, false))
    this.healing = new Healing(this)
    for (const item of this.outbox.lately(this.keyring.now())) {
      this.#show(item)
      this.healing.sent(item.id)
    }
    await this.net.listen(this.#live())
    setInterval(() => document.hidden || void this.refresh(), REFRESH)
    document.addEventListener('visibilitychange', () => document.hidden || void this.#wake())
  }

  /** Says something: shown at once, sent when it can be. */
  async say(draft: Draft): Promise<Outgoing> {
    const item = await this.outbox.add(draft, this.config.me.id, this.keyring.now())
    this.#show(item)
    return item
  }

  /** Says in passing what nobody keeps. */
  async pass(draft: Draft) {
    // who does not show that they are here says nothing of it
    if (!this.keyring.keys.isShown && (draft.t === 'here' || draft.t === 'typing')) return
    const item = { id: newMessageId(this.config.me.id), q: 0, channel: '', madeAt: 0, tries: 0 }
    await this.#push({ ...item, ...draft, state: 'queued' }, true).catch(() => undefined)
  }

  /** Says again what somebody misses of what this browser has said. */
  async again(isWanted: (q: number) => boolean) {
    for (const item of await this.outbox.again(({ q }) => isWanted(q))) this.#show(item)
  }

  async refresh(): Promise<void> {
    try {
      await this.keyring.refresh(5000)
    } catch (error) {
      // what cannot be asked now is asked later; who has lost access is told
      if (error instanceof Refused && error.status < 500) this.#lose()
    }
  }

  get me(): Someone {
    const { id, fullName, username, avatarUrl } = this.config.me
    return {
      a: id,
      n: fullName,
      u: username,
      v: avatarUrl,
      r: this.keyring.certificate?.r ?? 'member',
    }
  }

  #live = () => {
    const { epochs } = this.keyring.keys
    const grace = this.keyring.now() - 5 * 60_000
    return epochs.filter(({ endedAt }) => !endedAt || endedAt > grace).map(({ topic }) => topic)
  }

  #known(keys: Keys) {
    const gone = this.log.delete(keys.deleted)
    if (gone.length) this.told.messages(gone, false)
    if (this.history) void this.net.listen(this.#live())
    this.told.keys(keys)
  }

  #lose() {
    this.#isLost = true
    void this.net?.stop()
    this.told.state('lost')
  }

  #moved(state: NetState) {
    if (this.#isLost) return
    this.told.state(state)
    if (state !== 'online') return
    void this.outbox.drain()
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

  async #take(wires: Wire[], isLive: boolean) {
    const changed = new Set<Message>()
    const fresh: Wire[] = []
    for (const wire of wires) {
      const said = await this.inbox.take(wire, isLive)
      // the nodes have kept it, also where it had come live before
      if (!isLive) this.healing.seen(this.inbox.idOf(wire))
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

  /** Puts what is to be sent, or was sent from here, where it stands. */
  #show(item: Outgoing) {
    const at = item.sentAt ?? item.madeAt
    const body: Body = { ...partsOf(item), s: this.config.channel, e: 0, at, c: '' }
    const message = this.log.add(this.me, body)
    if (message) this.told.messages([message], true)
    if (item.state === 'sent') this.gaps.add(this.device.id, item.q)
    else this.told.sending(item)
  }

  #sending(item: Outgoing) {
    if (item.state === 'sent' && item.sentAt) {
      if (item.t === 'msg') this.log.restamp(item.id, item.sentAt)
      this.gaps.add(this.device.id, item.q)
    }
    this.told.sending(item)
  }

  #send = async (item: Outgoing): Promise<Outcome> => {
    if (this.net.state !== 'online') return 'away'
    const outcome = await this.#push(item, false)
    if (outcome === 'sent' && item.t !== 'react') this.healing.sent(item.id)
    return outcome
  }

  async #push(item: Outgoing, isPassing: boolean): Promise<Outcome> {
    const c = await this.keyring.fresh()
    const opening = this.keyring.current
    if (!c || !opening) return { never: this.keyring.keys.why ?? 'closed' }
    const at = Math.round(this.keyring.now())
    const { channel: s } = this.config
    // kept before it goes: whoever gets it twice, from a page that was loaded anew, has one time for it
    if (!isPassing) await this.outbox.stamp(item, at)
    const body: Body = { ...partsOf(item), s, e: opening.number, at, o: item.sentAt, c }
    const plain = padded(await signed(this.device.signing, opening.topic, body))
    if (plain.length > MOST_BYTES) return { never: 'size' }
    const wire = await opening.seal(plain)
    return this.net.push(opening.topic, wire, at, isPassing)
  }
}
