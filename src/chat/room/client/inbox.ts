import { judged, type Refusal, type Said, unheard } from '../../checks/rules.ts'
import { isKept, MOST_BYTES, type Signed, unpadded } from '../../envelope/rules.ts'
import { Flood } from '../../flood/rules.ts'
import { ForOthers } from './devices.ts'
import type { Keyring } from './keyring.ts'
import type { Wire } from './net.ts'

/** Hashes of what passed by, of which the last suffice. */
const MOST_PASSING = 5000
/** Messages of people who are shut out that are judged again when there is news of them. */
const MOST_SHUT = 200

const JUDGED_AGAIN: Refusal[] = ['left', 'muted', 'blocked']

/** Opens what the network brings, and lets through only what is what it says. */
export class Inbox {
  /** how often what was refused, and why */
  readonly refused: Partial<Record<Refusal, number>> = {}
  /** messages of a conversation that are sealed to other devices */
  forOthers = 0
  /** came live: whether they are kept, and count, only the nodes can tell */
  #elsewhere = new Set<string>()
  /** hash -> id, empty for what was refused */
  #known = new Map<string, string>()
  #passing = new Set<string>()
  /** hash -> what does not count for what the Worker says of its author, who may come back */
  #shut = new Map<string, { wire: Wire; why: Refusal }>()
  /** id -> when it was said, and said again */
  #times = new Map<string, number[]>()
  #flood = new Flood()
  /** id of a message or an edit -> what was signed, for a report */
  readonly proofs = new Map<string, Said & { epoch: number; wire: Wire }>()

  constructor(
    readonly channel: string,
    readonly keyring: Keyring,
  ) {}

  /** The id of a message that was let through before. */
  idOf = ({ hash }: Wire) => this.#known.get(hash)

  /** Null for what is refused, and for what has been here before. */
  async take(wire: Wire, isLive: boolean): Promise<Said | null> {
    if (!isLive && this.#elsewhere.delete(wire.hash)) this.forOthers++
    if (this.#known.has(wire.hash) || this.#passing.has(wire.hash)) return null
    this.#known.set(wire.hash, '')
    const found = await this.#open(wire, isLive)
    if (found === null) return null
    if (typeof found === 'string') {
      this.#refuse(wire, found)
      return null
    }
    if (isKept(found.body.t)) this.#known.set(wire.hash, found.body.id)
    else this.#passed(wire.hash)
    return found
  }

  /**
   * After the Worker's word on who has left or is muted: the ids of messages that were let through
   * and do not count, and what was refused and may count now, since somebody came back.
   */
  revised(): { gone: string[]; again: Wire[] } {
    const again = [...this.#shut.values()].map(({ wire }) => wire)
    for (const { wire, why } of this.#shut.values()) {
      this.#known.delete(wire.hash)
      this.#count(why, -1)
    }
    this.#shut.clear()
    const gone: string[] = []
    for (const [id, said] of this.proofs) {
      const why = unheard(said, this.keyring.keys)
      if (!why) continue
      this.#refuse(said.wire, why)
      this.proofs.delete(id)
      this.#times.delete(id)
      gone.push(id)
    }
    return { gone, again }
  }

  #refuse(wire: Wire, why: Refusal) {
    this.#known.set(wire.hash, '')
    this.#count(why, 1)
    if (JUDGED_AGAIN.includes(why) && this.#shut.size < MOST_SHUT)
      this.#shut.set(wire.hash, { wire, why })
  }

  #count(why: Refusal, by: 1 | -1) {
    this.refused[why] = (this.refused[why] ?? 0) + by
    if (this.refused[why] === 0) delete this.refused[why]
  }

  #passed(hash: string) {
    this.#known.delete(hash)
    if (this.#passing.size > MOST_PASSING) this.#passing.clear()
    this.#passing.add(hash)
  }

  async #open(wire: Wire, isLive: boolean): Promise<Said | Refusal | null> {
    const opening = this.keyring.opening(wire.topic)
    if (!opening) return 'place'
    let signed: Signed
    try {
      const plain = await opening.open(wire.payload)
      if (plain.length > MOST_BYTES) return 'size'
      signed = unpadded(plain)
    } catch (error) {
      if (!(error instanceof ForOthers)) return 'garbage'
      if (isLive) this.#elsewhere.add(wire.hash)
      else this.forOthers++
      return null
    }
    const { left, muted, blocked } = this.keyring.keys
    const said = await judged(this.keyring.trust, signed, {
      ...{ channel: this.channel, topic: wire.topic, epoch: opening.number },
      ...{ left, muted, blocked },
      ...{ endedAt: opening.endedAt, sentAt: wire.sentAt, now: this.keyring.now() },
    })
    if (typeof said === 'string' || !isKept(said.body.t)) return said
    const { id, t, at } = said.body
    const times = this.#times.get(id) ?? []
    // who says it again signs it anew: the same words of the same moment are somebody else's copy
    if (times.includes(at)) return 'replay'
    if (times.length === 0 && this.#flood.isOver(said.author.a, at)) return 'flood'
    this.#times.set(id, [...times, at])
    if (t === 'msg' || t === 'edit') this.proofs.set(id, { ...said, epoch: opening.number, wire })
    return said
  }
}
