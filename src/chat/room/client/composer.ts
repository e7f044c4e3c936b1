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

/** The place of a file that goes with what is being written, once it has come. */
export type Holder = { file?: Attached }

const KEY = 'chat-draft'

/** What is being written, and what it answers or mends. Enter sends, Shift and Enter begins a line. */
export class Composer {
  readonly area: HTMLTextAreaElement
  #form: HTMLFormElement
  #button: HTMLElement
  #context: HTMLElement
  #invitation: string
  #reply: string | null = null
  #edit: string | null = null
  #toldAt = 0
  #held: Holder[] = []
  /** it is to go once the last file has come */
  #isDue = false

  /**
   * A file on its way, in its place among those that were chosen: what is written waits for it, and
   * stays where one could not be stored.
   */
  async attach(holder: Holder, work: Promise<Attached>): Promise<Attached> {
    this.#held.push(holder)
    try {
      holder.file = await work
      return holder.file
    } catch (error) {
      if (this.drop(holder)) this.#due(false)
      throw error
    } finally {
      if (this.#isDue && !this.#isComing) this.#submit()
    }
  }

  /** Takes a file out again. Gives whether it was there: what was sent is not any more. */
  drop(holder: Holder): boolean {
    const others = this.#held.filter((one) => one !== holder)
    const wasThere = others.length < this.#held.length
    this.#held = others
    return wasThere
  }

  get #isComing(): boolean {
    return this.#held.some(({ file }) => !file)
  }

  #due(isDue: boolean) {
    this.#isDue = isDue
    this.#button.ariaBusy = isDue ? 'true' : null
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
    this.#button = part('send')
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
    // what is chosen meanwhile stays for the next message
    if (this.#edit && x) this.on.send({ t: 'edit', m: this.#edit, x })
    else if (this.#edit || !this.#said(x)) return
    this.#clear()
    this.area.value = ''
    this.#typed()
    this.area.focus()
  }

  /** Sends a message, unless it is empty, or a file of it is still to come. */
  #said(x: string): boolean {
    this.#due(this.#isComing)
    if (this.#isDue) return false
    const files = this.#held.flatMap(({ file }) => file ?? [])
    if (!x && files.length === 0) return false
    this.on.send({
      ...{ t: 'msg', x, names: namesIn(x), ...(this.#reply && { r: this.#reply }) },
      ...(files.length && { f: files }),
    })
    this.#held = []
    this.#form.dispatchEvent(new Event('said'))
    return true
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
