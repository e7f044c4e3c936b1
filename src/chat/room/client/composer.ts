import type { Attached } from '../../envelope/rules.ts'
import type { Message } from '../../log/rules.ts'
import type { Draft } from './outgoing.ts'
import { partOf, show } from './parts.ts'
import { namesIn } from './words.ts'

type On = {
  send: (draft: Draft) => void
  typing: (isTyping: boolean) => void
  /** asks for one's own last message, to mend it */
  last: () => Message | undefined
}

const KEY = 'chat-draft'

/** What is being written, and what it answers or mends. Enter sends, Shift and Enter begins a line. */
export class Composer {
  readonly area: HTMLTextAreaElement
  #form: HTMLFormElement
  #context: HTMLElement
  #invitation: string
  #reply: string | null = null
  #edit: string | null = null
  #toldAt = 0
  files: Attached[] = []
  #coming = 0

  /** A file on its way: what is written waits for it. */
  async waiting<T>(work: Promise<T>): Promise<T> {
    this.#coming++
    return work.finally(() => this.#coming--)
  }

  constructor(
    root: HTMLElement,
    readonly channel: string,
    readonly on: On,
  ) {
    const part = partOf(root)
    this.#form = part<HTMLFormElement>('compose')
    this.area = part<HTMLTextAreaElement>('words')
    this.#invitation = this.area.placeholder
    this.#context = part('context')
    this.area.value = sessionStorage.getItem(`${KEY} ${channel}`) ?? ''
    this.#grow()
    this.#form.onsubmit = (event) => {
      event.preventDefault()
      this.#submit()
    }
    this.#context.querySelector('button')?.addEventListener('click', () => this.#clear())
    this.area.addEventListener('input', () => this.#typed())
    this.area.addEventListener('keydown', (event) => this.#key(event))
  }

  reply(message: Message) {
    this.#clear()
    this.#reply = message.id
    this.#say(`Reply to ${message.author.n}: ${message.words}`)
  }

  edit(message: Message) {
    this.#clear()
    this.#edit = message.id
    this.area.value = message.words
    this.#grow()
    this.#say('You are changing your message')
  }

  /** Shuts the field for who may only read, and says why. */
  close(why: string | null) {
    this.area.disabled = why !== null
    for (const button of this.#form.querySelectorAll('button')) button.disabled = why !== null
    this.area.placeholder = why ?? this.#invitation
  }

  #say(words: string) {
    const [line] = this.#context.children
    if (line instanceof HTMLElement) show(line, words)
    this.#context.hidden = false
    this.area.focus()
  }

  #clear() {
    if (this.#edit) this.area.value = ''
    this.#reply = null
    this.#edit = null
    this.#context.hidden = true
    this.#grow()
  }

  #submit() {
    const x = this.area.value.trim()
    if (this.#coming) return
    if (!x && this.files.length === 0) return
    const names = namesIn(x)
    if (this.#edit) this.on.send({ t: 'edit', m: this.#edit, x })
    else
      this.on.send({
        ...{ t: 'msg', x, names, ...(this.#reply && { r: this.#reply }) },
        ...(this.files.length && { f: this.files }),
      })
    this.files = []
    this.#clear()
    this.area.value = ''
    this.#typed()
    this.#form.dispatchEvent(new Event('said'))
    this.area.focus()
  }

  #key(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing) return
    // on a phone the return key begins a line, and the button sends
    const isTouch = matchMedia('(pointer: coarse)').matches
    if (event.key === 'Enter' && !event.shiftKey && !isTouch) {
      event.preventDefault()
      this.#submit()
    }
    if (event.key === 'Escape' && !this.#context.hidden) this.#clear()
    const last = event.key === 'ArrowUp' && !this.area.value ? this.on.last() : undefined
    if (!last) return
    event.preventDefault()
    this.edit(last)
  }

  #typed() {
    sessionStorage.setItem(`${KEY} ${this.channel}`, this.#edit ? '' : this.area.value)
    this.#grow()
    const isTyping = this.area.value.length > 0
    if (isTyping && Date.now() - this.#toldAt < 3000) return
    if (!isTyping && this.#toldAt === 0) return
    this.#toldAt = isTyping ? Date.now() : 0
    if (isTyping) this.on.typing(true)
  }

  #grow() {
    this.area.rows = Math.min(8, this.area.value.split('\n').length)
  }
}
