import type { Bytes } from '../../bytes/rules.ts'
import { type Certificate, importVerifier, readCertificate } from '../../certificates/rules.ts'
import { type Trust, trusting } from '../../checks/rules.ts'
import { importSpaceKey, opened, sealed } from '../../envelope/rules.ts'
import type { Epoch, Keys, Reader } from '../../keys/rules.ts'
import { ask } from './ask.ts'
import type { Device } from './device.ts'
import { openedWith, sealedTo } from './devices.ts'

/** What seals and opens on one topic: a key that all have, or those of each device. */
export type Opening = Epoch & {
  seal: (plain: Bytes) => Promise<Bytes>
  open: (wire: Bytes) => Promise<Bytes>
}

/** seconds that a certificate has to live for a message to be sent with it */
const SPARE = 60

/** What the Worker gives to those who have access, kept fresh. */
export class Keyring {
  keys!: Keys
  trust!: Trust
  certificate: Certificate | null = null
  #openings = new Map<string, Opening>()
  /** milliseconds that the Worker's clock is ahead of this one */
  #offset = 0
  #askedAt = 0
  #asking: Promise<Keys> | null = null

  constructor(
    readonly path: string,
    readonly device: Pick<Device, 'id' | 'opening' | 'old'>,
    readonly changed: (keys: Keys) => void,
  ) {}

  now = () => Math.round(Date.now() + this.#offset)

  /** The key that holds now. */
  get current(): Opening | undefined {
    const last = this.keys.epochs.at(-1)
    return last && this.#openings.get(last.topic)
  }

  opening = (topic: string) => this.#openings.get(topic)

  /** Newest first: how history is read. */
  topics = () => this.keys.epochs.map(({ topic }) => topic).reverse()

  /** Asks unless it was asked within so many milliseconds. @throws Refused for who has lost access */
  async refresh(unlessWithin = 0): Promise<Keys> {
    if (this.#asking) return this.#asking
    if (this.keys && Date.now() - this.#askedAt < unlessWithin) return this.keys
    this.#asking = this.#ask().finally(() => (this.#asking = null))
    return this.#asking
  }

  /** A certificate that will still hold when the message has arrived; null for who may only read. */
  async fresh(): Promise<string | null> {
    await this.refresh(120_000)
    const left = (this.certificate?.exp ?? 0) - this.now() / 1000
    if (this.keys.certificate && left < SPARE) await this.refresh()
    return this.keys.certificate
  }

  /** Forgets all keys, where access is lost. */
  drop() {
    this.#openings.clear()
    if (this.keys) this.keys = { ...this.keys, epochs: [], certificate: null, why: 'closed' }
    this.certificate = null
  }

  async #ways({ key, topic }: Epoch, readers?: Reader[]): Promise<Pick<Opening, 'seal' | 'open'>> {
    if (readers)
      return {
        seal: (plain) => sealedTo(readers, topic, plain),
        open: (wire) => openedWith([this.device, ...this.device.old], topic, wire),
      }
    const shared = await importSpaceKey(key)
    return {
      seal: (plain) => sealed(shared, topic, plain),
      open: (wire) => opened(shared, topic, wire),
    }
  }

  async #ask(): Promise<Keys> {
    const began = Date.now()
    const keys = await ask<Keys>('GET', `${this.path}/chat/keys?device=${this.device.id}`)
    this.#askedAt = Date.now()
    // the answer was made somewhere in the middle
    this.#offset = keys.now - (began + this.#askedAt) / 2
    if (keys.serverKey !== this.keys?.serverKey)
      this.trust = trusting(await importVerifier(keys.serverKey))
    for (const epoch of keys.epochs) {
      const known = this.#openings.get(epoch.topic)
      const ways = known && !keys.readers ? known : await this.#ways(epoch, keys.readers)
      this.#openings.set(epoch.topic, { ...epoch, seal: ways.seal, open: ways.open })
    }
    this.keys = keys
    const verifier = await importVerifier(keys.serverKey)
    this.certificate = keys.certificate ? await readCertificate(verifier, keys.certificate) : null
    this.changed(keys)
    return keys
  }
}
