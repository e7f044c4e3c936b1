import { sizeOf } from '../rules.ts'
import { noteOn } from '../videos/words/rules.ts'
import type { Kept } from './memory.ts'
import type { Sending } from './sending.ts'
import { type Facts, OFFLINE, type Refusal } from './words.ts'

export type State = 'absent' | 'queued' | 'sending' | 'paused' | 'failed' | 'done'

/** One file in the list of uploads: what is shown of it, and how it goes. */
export class Row {
  state: State
  file?: Facts
  sending?: Sending
  sent: number
  why?: Refusal
  #shown = ''

  constructor(
    readonly element: HTMLElement,
    readonly kept: Kept,
    readonly changed: (row: Row, isNews: boolean) => void,
  ) {
    this.sent = kept.sent
    this.file = kept.file
    this.state = kept.file ? 'done' : 'absent'
    this.#part('name').textContent = kept.name
    this.#part('name').title = kept.name
    this.#part('alt', HTMLInputElement).value = kept.alt
    for (const button of element.querySelectorAll('button'))
      button.ariaLabel = `${button.title}: ${kept.name}`
    this.#part('bar').ariaLabel = `Upload of ${kept.name}`
    if (kept.file) this.#keep(kept.file)
    this.show()
  }

  /** Gets the bytes to send: just chosen, or chosen again after the page was left. */
  give(sending: Sending): void {
    this.sending = sending
    this.state = 'queued'
    this.show()
  }

  start(): void {
    this.state = 'sending'
    this.why = undefined
    this.show()
    void this.sending?.start()
  }

  pause(): void {
    this.sending?.pause()
    this.state = 'paused'
    this.#tell()
  }

  progress(bytes: number): void {
    if (this.state !== 'sending') return
    this.sent = Math.min(bytes, this.kept.size)
    this.show()
    this.changed(this, false)
  }

  done(file: Facts): void {
    this.state = 'done'
    this.file = file
    this.sent = file.size
    this.#keep(file)
    this.#tell()
  }

  failed(why: Refusal): void {
    this.state = 'failed'
    this.why = why
    this.#tell()
  }

  face(thumb: HTMLCanvasElement): void {
    this.#part('thumb').replaceChildren(thumb)
  }

  get alt(): string {
    return this.#part('alt', HTMLInputElement).value
  }

  /** What the row says; nothing is written that stands there already. */
  show(): void {
    const { state, kept, sent } = this
    this.element.dataset.state = state
    this.element.dataset.cure = state === 'failed' ? this.why?.cure : ''
    const bar = this.#part('bar', HTMLProgressElement)
    bar.value = kept.size ? sent / kept.size : 0
    const words = this.words()
    if (words === this.#shown) return
    this.#shown = words
    this.#part('state').textContent = words
  }

  words(): string {
    const { state, kept, sent, why } = this
    const size = sizeOf(kept.size)
    const percent = `${Math.floor((100 * sent) / Math.max(1, kept.size))} % of ${size}`
    if (state === 'done') return size + (this.file ? noteOn(this.file) : '')
    if (state === 'queued') return `Waiting · ${size}`
    if (state === 'sending') return percent
    if (state === 'paused') return `Paused at ${percent}`
    if (state === 'absent') return `Stopped at ${percent}. Choose the file again to go on.`
    return why?.message ?? OFFLINE
  }

  #tell() {
    this.show()
    this.changed(this, true)
  }

  #keep(file: Facts) {
    this.element.dataset.kind = file.kind
    this.#part('id', HTMLInputElement).value = file.id
    if (file.kind === 'picture' && !this.#part('thumb').querySelector('canvas')) {
      const image = new Image(48, 48)
      image.src = `${file.url}?w=160`
      image.alt = ''
      this.#part('thumb').replaceChildren(image)
    }
  }

  #part(name: string): HTMLElement
  #part<T extends HTMLElement>(name: string, kind: { new (): T }): T
  #part(name: string, kind: { new (): HTMLElement } = HTMLElement): HTMLElement {
    const part = this.element.querySelector(`[data-part=${name}]`)
    if (part instanceof kind) return part
    throw new Error(`a row without its ${name}`)
  }
}
