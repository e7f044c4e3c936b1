import type { Log, Message } from '../../log/rules.ts'
import { fill, type RowContext } from './row.ts'

const TOGETHER = 5 * 60_000
const NEAR = 120

/** The messages as rows, in their order, with days between them and the place where the new begins. */
export class List {
  #rows = new Map<string, HTMLElement>()
  /** until when all was read when the page was opened */
  unreadFrom: number | null = null
  /** where the new begins */
  #firstNew: Message | undefined

  constructor(
    readonly scroll: HTMLElement,
    readonly list: HTMLElement,
    readonly template: HTMLTemplateElement,
    readonly log: Log,
    readonly context: RowContext,
  ) {
    scroll.addEventListener('scroll', () => (this.#isHeld = this.isAtEnd), { passive: true })
    const sizes = new ResizeObserver(() => this.#isHeld && this.toEnd())
    // what is being written, and a phone's keyboard, take from the room that there is
    for (const element of [list, scroll]) sizes.observe(element)
  }

  /** Whoever is at the end stays there, also when rows turn out to be taller, or the window lower. */
  #isHeld = true

  get isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll
    return scrollHeight - scrollTop - clientHeight < NEAR
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight
    this.#isHeld = true
  }

  row = (id: string) => this.#rows.get(id)

  /** Shows messages that came or changed; who is at the end stays there. */
  put(messages: Message[]) {
    const wasAtEnd = this.isAtEnd
    const height = this.scroll.scrollHeight
    const top = this.scroll.scrollTop
    // the last first: each then finds the one that it stands before
    for (const message of [...messages].sort((a, b) => b.at - a.at || (b.id < a.id ? -1 : 1)))
      this.#put(message)
    const begins = [this.#firstNew, this.#findFirstNew()]
    this.#firstNew = begins[1]
    for (const message of new Set([...messages, ...begins])) if (message) this.#dress(message)
    if (wasAtEnd) this.toEnd()
    else if (top < NEAR && this.scroll.scrollTop === top)
      // Safari does not keep its place by itself when something is put above it
      this.scroll.scrollTop = top + (this.scroll.scrollHeight - height)
  }

  drop(id: string) {
    this.#rows.get(id)?.remove()
    this.#rows.delete(id)
    for (const message of this.log.messages) this.#dress(message)
  }

  #put(message: Message) {
    const known = this.#rows.get(message.id)
    const row = known ?? this.#copy()
    this.#rows.set(message.id, row)
    fill(row, message, this.context)
    const next = this.#after(message)
    if (!known || row.nextElementSibling !== next) this.list.insertBefore(row, next)
  }

  #after(message: Message): HTMLElement | null {
    const { messages } = this.log
    for (let at = messages.lastIndexOf(message) + 1; at < messages.length; at++) {
      const row = this.#rows.get(messages[at]?.id ?? '')
      if (row?.isConnected) return row
    }
    return null
  }

  /** What a row looks like beside the one before it; and the one after it beside this. */
  #dress(message: Message) {
    const at = this.log.messages.lastIndexOf(message)
    for (const place of [at, at + 1]) {
      const one = this.log.messages[place]
      const row = one && this.#rows.get(one.id)
      if (one && row) this.#beside(row, one, this.log.messages[place - 1])
    }
  }

  #beside(row: HTMLElement, message: Message, before?: Message) {
    const isNewDay = !before || dayOf(before.at) !== dayOf(message.at)
    const isFirstNew = message === this.#firstNew
    const isNext =
      !isNewDay &&
      !isFirstNew &&
      !message.reply &&
      before?.author.a === message.author.a &&
      message.at - before.at < TOGETHER
    row.toggleAttribute('data-next', isNext)
    const [day, fresh] = row.querySelectorAll<HTMLElement>('.msg-day, .msg-new')
    if (day) day.hidden = !isNewDay
    if (day && isNewDay) day.textContent = dayName(message.at)
    if (fresh) fresh.hidden = !isFirstNew
  }

  /** What one says oneself is new to nobody here; nothing is where all that is shown is new. */
  #findFirstNew(): Message | undefined {
    const { messages } = this.log
    const from = this.unreadFrom
    if (from === null || !messages[0] || messages[0].at > from) return undefined
    return messages.find(({ at, author }) => at > from && author.a !== this.context.me.id)
  }

  #copy(): HTMLElement {
    // the template has one row
    const copy = this.template.content.cloneNode(true) as DocumentFragment
    return copy.firstElementChild as HTMLElement
  }
}

const dayOf = (at: number) => new Date(at).toDateString()
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const YEAR = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })

function dayName(at: number): string {
  const now = new Date()
  if (dayOf(at) === now.toDateString()) return 'Today'
  if (dayOf(at) === dayOf(now.getTime() - 24 * 3600_000)) return 'Yesterday'
  return (new Date(at).getFullYear() === now.getFullYear() ? DAY : YEAR).format(at)
}
