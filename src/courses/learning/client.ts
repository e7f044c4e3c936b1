import type { PlayerNews } from '../../files/player/client.ts'
import { forget, keep, recall } from './client/memory.ts'
import { renew } from './client/renew.ts'

/** Whoever has to sign in again, or tells too much at once, is heard later. */
const AGAIN = [401, 408, 425, 429]

/**
 * Tells the server how far a lesson was played: while it plays, when it pauses or ends, and when the
 * page is left. What could not be told is kept on this device and told the next time.
 */
class Watched {
  readonly #path: string
  /** the furthest second that was told */
  #told: number

  constructor(readonly element: HTMLElement) {
    this.#path = element.dataset.progress ?? ''
    this.#told = Number(element.dataset.seconds)
    element.dataset.ready = ''
    element.addEventListener('player', (event) => {
      if (event instanceof CustomEvent) void this.#hear(event.detail)
    })
    // a phone may end a hidden page without a word
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#leave()
    })
    addEventListener('pagehide', () => this.#leave())
    const left = recall(this.#path)
    if (left > this.#told) {
      this.#goOn(left)
      void this.#tell(left, false)
    } else {
      // the last word of a page that was left did arrive
      forget(this.#path, this.#told)
    }
  }

  /** Goes on where this device was, since the server has not heard of it. */
  #goOn(left: number) {
    const { media } = this
    const [player] = this.element.querySelectorAll<HTMLElement>('[data-player]')
    if (!media || !player) return
    player.dataset.start = String(left)
    const isHere = media.readyState >= HTMLMediaElement.HAVE_METADATA
    if (isHere && media.paused && left < media.duration) media.currentTime = left
  }

  get media() {
    return this.element.querySelector<HTMLMediaElement>('video, audio')
  }

  #leave() {
    const { media } = this
    if (media) void this.#hear({ state: 'paused', at: media.currentTime })
  }

  async #hear({ state, at }: Pick<PlayerNews, 'state' | 'at'>) {
    const seconds = Math.floor(at)
    if (state !== 'ended' && seconds <= this.#told) return
    keep(this.#path, seconds)
    await this.#tell(seconds, state === 'ended')
  }

  async #tell(seconds: number, isEnded: boolean) {
    const before = this.#told
    this.#told = Math.max(before, seconds)
    try {
      const answer = await fetch(this.#path, {
        method: 'PUT',
        // it outlives the page
        keepalive: true,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ seconds, isEnded }),
      })
      if (answer.status >= 500 || AGAIN.includes(answer.status)) throw new Error()
      forget(this.#path, seconds)
      const { isDone } = answer.ok ? await answer.json() : { isDone: false }
      if (isDone && !('done' in this.element.dataset)) {
        this.element.dataset.done = ''
        await renew()
      }
    } catch {
      // kept on this device: the next word says it again
      this.#told = before
    }
  }
}

function begin() {
  for (const element of document.querySelectorAll<HTMLElement>('[data-progress]:not([data-ready])'))
    new Watched(element)
}

begin()
// pages that come in parts bring players later; a script that is there already does not run again
new MutationObserver(begin).observe(document.body, { childList: true, subtree: true })
