import {
  type Body,
  isKept,
  MOST_BYTES,
  newMessageId,
  padded,
  signed,
} from '../../envelope/rules.ts'
import type { Channel } from './channel.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { type Draft, type Outgoing, partsOf } from './outgoing.ts'
import type { Someone } from './people.ts'
import type { Safe } from './safe.ts'

/** What this page says in a channel: shown at once, sent when it can be. */
export class Voice {
  readonly outbox: Outbox

  constructor(
    readonly channel: Channel,
    safe: Safe,
  ) {
    this.outbox = new Outbox(safe, channel.config.channel, {
      send: this.#send,
      changed: (item) => this.#changed(item),
      gone: (id) => channel.forget([id]),
    })
  }

  /** Shows what was written before this page was opened, and is yet to be sent, or to be seen on a node. */
  async load() {
    const { keyring, healing } = this.channel
    for (const item of await this.outbox.load()) this.#show(item)
    for (const item of this.outbox.unkept(keyring.now())) {
      this.#show(item)
      healing.sent(item.id, item.sentAt)
    }
  }

  async say(draft: Draft): Promise<void> {
    const { config, keyring } = this.channel
    this.#show(await this.outbox.add(draft, config.me.id, keyring.now()))
  }

  /** Says in passing what nobody keeps. */
  async pass(draft: Draft) {
    const { config, keyring } = this.channel
    // who does not show that they are here says nothing of it
    if (!keyring.keys.isShown && (draft.t === 'here' || draft.t === 'typing')) return
    const item = { id: newMessageId(config.me.id), channel: '', madeAt: 0, tries: 0 }
    await this.#push({ ...item, ...draft, state: 'queued' }).catch(() => undefined)
  }

  /** Says again what somebody misses of what this browser has said. */
  async again(isWanted: (q: number) => boolean) {
    for (const item of await this.outbox.again(({ q = 0 }) => isWanted(q))) this.#show(item)
  }

  get #me(): Someone {
    const { config, keyring } = this.channel
    const { id, fullName, username, avatarUrl } = config.me
    const r = keyring.certificate?.r ?? 'member'
    return { a: id, n: fullName, u: username, v: avatarUrl, r }
  }

  /** Puts what is to be sent, or was sent from here, where it stands. */
  #show(item: Outgoing) {
    const { config, told, log } = this.channel
    const at = item.sentAt ?? item.madeAt
    const body: Body = { ...partsOf(item), s: config.channel, e: 0, at, c: '' }
    const message = log.add(this.#me, body, item.state !== 'sent')
    if (message) told.messages([message], true)
    this.#changed(item)
  }

  #changed(item: Outgoing) {
    const { log, gaps, device, told } = this.channel
    if (item.state === 'sent' && item.sentAt) {
      if (item.t === 'msg') log.restamp(item.id, item.sentAt)
      if (item.q) gaps.add(device.id, item.q)
    }
    told.sending(item)
  }

  #send = async (item: Outgoing): Promise<Outcome> => {
    const { net, healing } = this.channel
    if (net.state !== 'online') return 'away'
    const outcome = await this.#push(item)
    if (outcome === 'sent' && item.t !== 'react') healing.sent(item.id)
    return outcome
  }

  async #push(item: Outgoing): Promise<Outcome> {
    const { keyring, config, device, net } = this.channel
    const c = await keyring.fresh()
    const opening = keyring.current
    if (!c || !opening) return { never: keyring.keys.why ?? 'closed' }
    const at = Math.round(keyring.now())
    // kept before it goes: whoever gets it twice, from a page that was loaded anew, has one time for it
    if (isKept(item.t)) await this.outbox.stamp(item, at)
    const where = { s: config.channel, e: opening.number, at, o: item.sentAt, c }
    const body: Body = { ...partsOf(item), ...where }
    const plain = padded(await signed(device.signing, opening.topic, body))
    if (plain.length > MOST_BYTES) return { never: 'size' }
    const wire = await opening.seal(plain)
    return net.push(opening.topic, wire, at, !isKept(item.t))
  }
}
