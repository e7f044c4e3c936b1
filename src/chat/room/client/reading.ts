import type { Message } from '../../log/rules.ts'
import { ask } from './ask.ts'
import type { Channel } from './channel.ts'
import type { List } from './list.ts'

const PAUSE = 3000

/** How far this person has read: told to the Worker, shown in the title while they look elsewhere. */
export class Reading {
  #title = document.title
  #unread = 0
  #readAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly channel: Channel,
    readonly list: List,
    readonly jump: HTMLElement,
  ) {
    list.scroll.addEventListener('scroll', () => this.look(), { passive: true })
    document.addEventListener('visibilitychange', () => this.look())
    jump.addEventListener('click', () => list.toEnd())
  }

  /** Counts what came while it could not be seen. */
  came(messages: Message[]) {
    const me = this.channel.config.me.id
    this.#unread += messages.filter(({ author }) => author.a !== me).length
    this.look()
  }

  look() {
    const { isAtEnd } = this.list
    this.jump.hidden = isAtEnd
    if (isAtEnd && !document.hidden) {
      this.#unread = 0
      this.#note()
    }
    const words = this.#unread > 99 ? '99+' : `${this.#unread}`
    document.title = this.#unread ? `(${words}) ${this.#title}` : this.#title
    const label = this.jump.querySelector('span')
    if (label) label.textContent = this.#unread ? `${words} new` : 'Newest'
  }

  #note() {
    const at = this.channel.log.messages.at(-1)?.at ?? 0
    if (at <= this.#readAt || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#readAt = this.channel.log.messages.at(-1)?.at ?? at
      const path = `${this.channel.config.at}/chat/read`
      // it is told again with the next message
      void ask('PUT', path, { at: this.#readAt }).catch(() => undefined)
    }, PAUSE)
  }
}
