import { clock } from './client/clock.ts'
import { keep, recall } from './client/memory.ts'

/**
 * What a player tells, by an event `player` on its figure that bubbles: when it starts, pauses, ends,
 * has been moved, and every few seconds while it plays. Who keeps the position elsewhere listens for it, and gives it
 * back as `data-start` in seconds; then `data-player` is empty, and this device remembers nothing.
 */
export type PlayerNews = {
  /** what `data-player` says */
  key: string
  state: 'playing' | 'paused' | 'ended'
  /** seconds from the beginning */
  at: number
  /** seconds in all; NaN while it is not known */
  duration: number
}

/** Seconds between two words of a player that plays. */
const EVERY = 5
/** Milliseconds without a move after which a search has come to rest. */
const REST = 400
/** Seconds of a jump: by the arrows, and by j and l. */
const STEP = 5
const LEAP = 10

class Player {
  readonly media: HTMLMediaElement
  readonly seek: HTMLInputElement
  #search = 0
  #told = 0

  constructor(
    readonly figure: HTMLElement,
    readonly bar: HTMLElement,
  ) {
    const [media] = figure.querySelectorAll<HTMLMediaElement>('video, audio')
    const [seek] = bar.querySelectorAll<HTMLInputElement>('.player-seek')
    if (!media || !seek) throw new Error('a player without its parts')
    this.media = media
    this.seek = seek
    media.controls = false
    figure.dataset.ready = ''
    figure.tabIndex = 0
    for (const event of ['play', 'pause', 'ended'])
      media.addEventListener(event, () => this.#turn(event))
    for (const event of ['timeupdate', 'durationchange', 'volumechange', 'seeked'])
      media.addEventListener(event, () => this.#show())
    media.addEventListener('seeked', () => this.#rest())
    media.addEventListener('click', () => this.toggle())
    bar.addEventListener('click', ({ target }) => this.#press(target))
    seek.addEventListener('input', () => {
      media.currentTime = Number(seek.value)
    })
    const speed = bar.querySelector('select')
    speed?.addEventListener('change', () => {
      media.playbackRate = Number(speed.value)
    })
    figure.addEventListener('keydown', (event) => this.#key(event))
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) this.#resume()
    else media.addEventListener('loadedmetadata', () => this.#resume(), { once: true })
    addEventListener('pagehide', () => this.#tell())
    this.#turn()
  }

  toggle() {
    if (this.media.paused) void this.media.play().catch(() => {})
    else this.media.pause()
  }

  jump(seconds: number) {
    const { currentTime, duration } = this.media
    this.media.currentTime = Math.min(Math.max(0, currentTime + seconds), duration || 0)
  }

  captions() {
    const tracks = [...this.media.textTracks]
    const [shown] = tracks.filter(({ mode }) => mode === 'showing')
    const language = navigator.language.slice(0, 2)
    const [next] = shown ? [] : [tracks.find((track) => track.language === language) ?? tracks[0]]
    for (const track of tracks) track.mode = track === next ? 'showing' : 'disabled'
    const [button] = this.bar.querySelectorAll<HTMLElement>('[data-do=captions]')
    if (button) button.ariaPressed = String(Boolean(next))
  }

  fullscreen() {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void this.figure.requestFullscreen?.().catch(() => {})
  }

  #press(target: EventTarget | null) {
    const button = target instanceof Element ? target.closest('button') : null
    const { do: act } = button?.dataset ?? {}
    if (act === 'play') this.toggle()
    if (act === 'mute') this.media.muted = !this.media.muted
    if (act === 'captions') this.captions()
    if (act === 'fullscreen') this.fullscreen()
    // what was pressed gives way to its opposite, which takes the focus over
    if (button && !button.checkVisibility())
      this.bar.querySelector<HTMLElement>(`[data-do=${act}]:not(.${button.classList[0]})`)?.focus()
  }

  #key(event: KeyboardEvent) {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || target instanceof HTMLSelectElement) return
    const onButton = target instanceof HTMLButtonElement
    if ((key === ' ' || key === 'Enter') && onButton) return
    const act = this.#actOf(key, target instanceof HTMLInputElement)
    if (!act) return
    event.preventDefault()
    act()
  }

  /** @param isSeek the arrows of the seek bar are the browser's, but in steps of our own */
  #actOf(key: string, isSeek: boolean): (() => void) | undefined {
    const { media } = this
    if (/^\d$/.test(key))
      return () => this.jump((media.duration * Number(key)) / 10 - media.currentTime)
    const louder = (by: number) => () => {
      media.muted = false
      media.volume = Math.min(1, Math.max(0, media.volume + by))
    }
    const acts: Record<string, () => void> = {
      ' ': () => this.toggle(),
      k: () => this.toggle(),
      ArrowLeft: () => this.jump(-STEP),
      ArrowRight: () => this.jump(STEP),
      j: () => this.jump(-LEAP),
      l: () => this.jump(LEAP),
      m: () => this.#mute(),
      c: () => this.captions(),
      f: () => this.fullscreen(),
      Home: () => this.jump(-media.currentTime),
      End: () => this.jump(media.duration),
      ...(!isSeek && { ArrowUp: louder(0.1), ArrowDown: louder(-0.1) }),
    }
    return acts[key.length === 1 ? key.toLowerCase() : key]
  }

  #mute() {
    this.media.muted = !this.media.muted
  }

  /** Goes on where one was. */
  #resume() {
    const given = Number(this.figure.dataset.start)
    const start = given || recall(this.#name)
    if (start > 0 && start < this.media.duration) this.media.currentTime = start
    this.#show()
  }

  get #name() {
    return this.figure.dataset.player ?? ''
  }

  #turn(event?: string) {
    this.figure.dataset.state = this.media.paused ? 'paused' : 'playing'
    this.#show()
    if (event) this.#tell()
  }

  /** Where a search comes to rest is told, not what it passes. */
  #rest() {
    clearTimeout(this.#search)
    this.#search = window.setTimeout(() => this.#tell(), REST)
  }

  #show() {
    const { currentTime, duration, muted, volume } = this.media
    const all = Number.isFinite(duration) ? duration : 0
    this.seek.max = String(all)
    this.seek.value = String(currentTime)
    this.seek.style.setProperty('--done', String(all ? currentTime / all : 0))
    this.seek.ariaValueText = `${clock(currentTime)} of ${clock(all)}`
    this.figure.dataset.sound = muted || volume === 0 ? 'off' : 'on'
    const [now, end] = this.bar.querySelectorAll('[data-now], [data-all]')
    if (now) now.textContent = clock(currentTime)
    if (end) end.textContent = clock(all)
    if (!this.media.paused && Math.abs(currentTime - this.#told) >= EVERY) this.#tell()
  }

  #tell() {
    const { currentTime: at, duration, paused, ended } = this.media
    this.#told = at
    const state = ended ? 'ended' : paused ? 'paused' : 'playing'
    const key = this.#name
    keep(key, at, duration)
    const detail: PlayerNews = { key, state, at, duration }
    this.figure.dispatchEvent(new CustomEvent('player', { bubbles: true, detail }))
  }
}

function begin() {
  for (const figure of document.querySelectorAll<HTMLElement>('[data-player]:not([data-ready])')) {
    const bar = figure.querySelector<HTMLElement>('.player-bar')
    if (bar) new Player(figure, bar)
  }
}

begin()
// pages that come in parts bring players later; a script that is there already does not run again
new MutationObserver(begin).observe(document.body, { childList: true, subtree: true })
