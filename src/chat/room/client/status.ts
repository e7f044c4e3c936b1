import type { NetState } from './net.ts'
import { show } from './parts.ts'

const WORDS = {
  connecting: 'Connecting to the message network…',
  offline: 'We can’t reach the message network. Trying again…',
  online: '',
  lost: 'You no longer have access to this chat.',
}

/** The line over the messages: says what is the matter, and nothing when nothing is. */
export class Status {
  #state: NetState | 'lost' = 'connecting'
  #waiting = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly line: HTMLElement) {}

  set(change: { state?: NetState | 'lost'; waiting?: number }) {
    if (change.state) this.#state = change.state
    if (change.waiting !== undefined) this.#waiting = change.waiting
    this.line.dataset.state = this.#state
    if (this.#state === 'lost' || this.#isShown) return this.#draw()
    // what passes in a moment is not worth a line
    if (this.#state === 'online') return this.#draw()
    this.#timer ??= setTimeout(() => this.#draw(), 1500)
  }
  #isShown = false

  #draw() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isShown = this.#state !== 'online'
    if (!this.#isShown) return show(this.line, '')
    const many = this.#waiting === 1 ? '1 message waits' : `${this.#waiting} messages wait`
    const more = this.#waiting && this.#state !== 'lost' ? ` ${many} to be sent.` : ''
    const words = navigator.onLine ? WORDS[this.#state] : 'You are offline.'
    show(this.line, words + more)
  }
}
