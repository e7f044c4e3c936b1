import type { Channel } from './channel.ts'

const LOOK = 30_000
/** milliseconds after which what the nodes did not keep is sent again */
const SETTLED = 5000
/** milliseconds of quiet after which one looks whether all has come, and the longest wait for it */
const QUIET = 2500
const LONGEST = 8000
/** turns in which the nodes are asked for what is missing, before those are who said it */
const TURNS = 3

/** Looks for what was lost on the way: to us, to the nodes, and from others. */
export class Healing {
  /** sent by this page and not yet seen among what the nodes keep: id -> when */
  #unseen = new Map<string, number>()
  #turn = 0

  constructor(readonly channel: Channel) {
    setInterval(() => void this.look(), LOOK)
  }

  sent(id: string, at = this.channel.keyring.now()) {
    this.#unseen.set(id, at)
    this.soon()
  }

  #timer: ReturnType<typeof setTimeout> | undefined
  #since = 0

  /** Looks once it has become quiet: what was lost last shows in no gap. */
  soon(wait = QUIET) {
    const now = Date.now()
    if (!this.#timer) this.#since = now
    clearTimeout(this.#timer)
    const left = Math.max(0, this.#since + LONGEST - now)
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        void this.look()
      },
      Math.min(wait, Math.max(left, wait - QUIET)),
    )
  }

  seen(id?: string) {
    if (id && this.#unseen.delete(id)) void this.channel.voice.outbox.kept(id)
  }

  async look() {
    const { history, keyring, voice } = this.channel
    const since = Math.min(...this.#unseen.values())
    if (!(await history.catchUp(since))) return
    const now = keyring.now()
    if (this.#unseen.size) this.soon(SETTLED)
    const lost = new Set([...this.#unseen].filter(([, at]) => now - at > SETTLED).map(([id]) => id))
    if (lost.size) await voice.outbox.again(({ id }) => lost.has(id))
    this.start()
  }

  /** Begins when numbers are missing, unless it has begun. */
  start() {
    if (this.#turn === 0) this.#heal()
  }

  #heal() {
    const missing = this.channel.gaps.missing()
    if (this.#turn > 2 * TURNS) this.channel.gaps.giveUp(missing)
    if (missing.size === 0 || this.#turn > 2 * TURNS) {
      this.#turn = 0
      return
    }
    const turn = this.#turn++
    setTimeout(() => void this.#attempt(turn, missing), Math.min(400 * 2 ** turn, 5000))
  }

  async #attempt(turn: number, missing: Map<string, number[]>) {
    const { device, history } = this.channel
    // what this browser said itself, before it loaded the page anew, nobody else has to tell it
    const own = missing.get(device.id)
    if (own) await this.channel.voice.again((q) => own.includes(q))
    missing.delete(device.id)
    if (turn < TURNS) await history.catchUp()
    else for (const [m, w] of missing) await this.channel.voice.pass({ t: 'want', m, x: w.join() })
    this.#heal()
  }
}
