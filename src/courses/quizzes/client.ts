import { orderable } from './client/order.ts'
import { clockText } from './words/rules.ts'

/** Milliseconds without a change after which answers are kept on the server. */
const PAUSE = 1500

/** A quiz that is being taken: keeps answers, shows the time, and hands in when it is up. */
class Quiz {
  #timer = 0
  #isDirty = false
  #isOver = false

  constructor(readonly form: HTMLFormElement) {
    form.dataset.ready = ''
    for (const list of form.querySelectorAll<HTMLElement>('[data-order]'))
      orderable(list, () => this.#change())
    form.addEventListener('input', () => this.#change())
    form.addEventListener('submit', () => {
      this.#isOver = true
      clearTimeout(this.#timer)
    })
    addEventListener('pagehide', () => void this.#save())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#save()
    })
    if (form.dataset.left) this.#run(Number(form.dataset.left))
  }

  #change() {
    this.#isDirty = true
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#save(), PAUSE)
  }

  async #save() {
    if (!this.#isDirty || this.#isOver) return
    this.#isDirty = false
    const answer = await fetch(`${this.form.dataset.quiz}/answers?_method=PUT`, {
      method: 'POST',
      keepalive: true,
      headers: { accept: 'application/json' },
      body: new URLSearchParams(
        [...new FormData(this.form)].filter(
          (pair): pair is [string, string] => typeof pair[1] === 'string',
        ),
      ),
    }).catch(() => null)
    this.#isDirty ||= !answer?.ok && answer?.status !== 409
    this.#say(answer?.ok ? 'Saved' : 'Not saved yet')
  }

  #say(words: string) {
    const [place] = this.form.querySelectorAll('[data-saved]')
    if (place) place.textContent = words
  }

  /** By the time that passes here, from what the server said is left: no clock is trusted. */
  #run(left: number) {
    const began = performance.now()
    const [clock] = this.form.querySelectorAll<HTMLElement>('[data-clock]')
    const tick = setInterval(() => {
      const rest = Math.max(0, Math.round(left - (performance.now() - began) / 1000))
      if (clock) clock.textContent = clockText(rest)
      this.form.toggleAttribute('data-hurry', rest <= 60)
      if (rest > 0) return
      clearInterval(tick)
      if (!this.#isOver) this.form.requestSubmit()
    }, 500)
  }
}

function begin() {
  for (const form of document.querySelectorAll<HTMLFormElement>(
    'form[data-quiz]:not([data-ready])',
  ))
    new Quiz(form)
}

begin()
new MutationObserver(begin).observe(document.body, { childList: true, subtree: true })
