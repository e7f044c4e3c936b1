import { judged, type Refusal, type Said } from '../../checks/rules.ts'
import { isKept, unpadded } from '../../envelope/rules.ts'
import { Flood } from '../../flood/rules.ts'
import { ForOthers } from './devices.ts'
import type { Keyring } from './keyring.ts'
import type { Wire } from './net.ts'

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
  #flood = new Flood()
  /** id -> what was signed, for a report */
  readonly proofs = new Map<string, Said & { epoch: number }>()

  constructor(
    readonly channel: string,
    readonly keyring: Keyring,
  ) {}

  /** The id of a message that was let through before. */
  idOf = ({ hash }: Wire) => this.#known.get(hash)

  /** Null for what is refused, and for what has been here before. */
  async take(wire: Wire, isLive: boolean): Promise<Said | null> {
    if (!isLive && this.#elsewhere.delete(wire.hash)) this.forOthers++
    if (this.#known.has(wire.hash)) return null
    this.#known.set(wire.hash, '')
    const found = await this.#open(wire, isLive)
    if (found === null) return null
    if (typeof found !== 'string') {
      this.#known.set(wire.hash, found.body.id)
      return found
    }
    this.refused[found] = (this.refused[found] ?? 0) + 1
    return null
  }

  async #open(wire: Wire, isLive: boolean): Promise<Said | Refusal | null> {
    const opening = this.keyring.opening(wire.topic)
    if (!opening) return 'place'
    let signed: ReturnType<typeof unpadded>
    try {
      signed = unpadded(await opening.open(wire.payload))
    } catch (error) {
      if (!(error instanceof ForOthers)) return 'garbage'
      if (isLive) this.#elsewhere.add(wire.hash)
      else this.forOthers++
      return null
    }
    const { left } = this.keyring.keys
    const said = await judged(this.keyring.trust, signed, {
      ...{ channel: this.channel, topic: wire.topic, epoch: opening.number },
      ...{ endedAt: opening.endedAt, left, sentAt: wire.sentAt, now: this.keyring.now() },
    })
    if (typeof said === 'string') return said
    const { id, t, at } = said.body
    const isNew = isKept(t) && !this.proofs.has(id)
    if (isNew && this.#flood.isOver(said.author.a, at)) return 'flood'
    this.proofs.set(id, { ...said, epoch: opening.number })
    return said
  }
}
