import type { Certificate } from '../certificates/rules.ts'
import { type Attached, type Body, timeOf } from '../envelope/rules.ts'

type Author = Pick<Certificate, 'a' | 'n' | 'u' | 'v' | 'r'>

/** One message of history as it is now, whatever order its parts came in. */
export type Message = {
  id: string
  author: Author
  at: number
  words: string
  /** the id of what has these words: its own, or that of the edit */
  saidIn: string
  reply: string | null
  files: Attached[]
  editedAt: number | null
  /** who took it away: its author, or the staff */
  deleted: 'author' | 'staff' | null
  /** emoji -> who gave it, in the order in which they did */
  reactions: Map<string, Author[]>
}

type Change = { author: Author; body: Body }

const isStaff = ({ r }: Author) => r !== 'member'

/** Brings what was said into the order of time: edits, deletions and reactions find their message. */
export class Log {
  readonly messages: Message[] = []
  #byId = new Map<string, Message>()
  /** what came before that which it changes */
  #early = new Map<string, Change[]>()
  /** target, author and emoji -> when they last gave it or took it back */
  #given = new Map<string, number>()
  #seen = new Set<string>()
  /** when the network says that it was sent; nothing of what is yet to go */
  #sentAt = new Map<string, number>()

  find = (id: string): Message | undefined => this.#byId.get(id)

  has = (id: string): boolean => this.#seen.has(id)

  /**
   * Takes in what was judged good. Gives the message that is new or changed; null for what is known.
   * @param isYetToGo it stands where it was written until the network has it
   */
  add(author: Author, body: Body, isYetToGo = false): Message | null {
    if (this.#seen.has(body.id)) return null
    this.#seen.add(body.id)
    if (body.t === 'msg' && !isYetToGo) this.#sentAt.set(body.id, timeOf(body))
    if (body.t === 'msg') return this.#insert(author, body)
    const target = body.m ?? ''
    const message = this.#byId.get(target)
    if (message) return this.#change(message, { author, body })
    this.#early.set(target, [...(this.#early.get(target) ?? []), { author, body }])
    return null
  }

  /**
   * Puts a message where the network has it: it was written before it was sent. Where it has it
   * twice, the first time counts, whichever came first to this page.
   */
  restamp(id: string, at: number): Message | null {
    const message = this.#byId.get(id)
    if (!message || at >= (this.#sentAt.get(id) ?? Number.POSITIVE_INFINITY)) return null
    this.#sentAt.set(id, at)
    if (message.at === at) return null
    this.messages.splice(this.messages.indexOf(message), 1)
    message.at = at
    this.messages.splice(this.#place(message), 0, message)
    return message
  }

  /** Takes out what was never sent, or does not count. */
  forget(id: string): void {
    const message = this.#byId.get(id)
    if (message) this.messages.splice(this.messages.indexOf(message), 1)
    this.#byId.delete(id)
    this.#seen.delete(id)
    this.#sentAt.delete(id)
  }

  /** Takes away what the staff deleted, known or still to come. */
  delete(ids: string[]): Message[] {
    return ids.flatMap((id) => {
      const message = this.#byId.get(id)
      if (message?.deleted) return []
      this.#gone.add(id)
      return message ? [bare(message, 'staff')] : []
    })
  }
  #gone = new Set<string>()

  #insert(author: Author, body: Body): Message {
    const message: Message = {
      ...{ id: body.id, author, at: timeOf(body), words: body.x ?? '', reply: body.r ?? null },
      saidIn: body.id,
      ...{ files: filesOf(body), editedAt: null, deleted: null, reactions: new Map() },
    }
    this.#byId.set(body.id, message)
    this.messages.splice(this.#place(message), 0, message)
    if (this.#gone.has(body.id)) bare(message, 'staff')
    const changes = this.#early.get(body.id) ?? []
    this.#early.delete(body.id)
    for (const change of changes) this.#change(message, change)
    return message
  }

  /** New ones come last nearly always, so the search begins there. */
  #place({ at, id }: Message): number {
    let place = this.messages.length
    for (; place > 0; place--) {
      const before = this.messages[place - 1]
      if (!before || before.at < at || (before.at === at && before.id < id)) break
    }
    return place
  }

  #change(message: Message, { author, body }: Change): Message | null {
    const isOwn = author.a === message.author.a
    if (body.t === 'del') {
      if (!isOwn && !isStaff(author)) return null
      return bare(message, isOwn ? 'author' : 'staff')
    }
    if (message.deleted) return null
    if (body.t === 'edit') {
      // an edit that had to be sent again is no later for it
      const editedAt = timeOf(body)
      if (!isOwn || editedAt <= (message.editedAt ?? 0)) return null
      return Object.assign(message, { words: body.x ?? '', saidIn: body.id, editedAt })
    }
    return body.t === 'react' ? this.#react(message, { author, body }) : null
  }

  #react(message: Message, { author, body }: Change): Message | null {
    const { x = '', on } = body
    const at = timeOf(body)
    const key = `${message.id} ${author.a} ${x}`
    if (!x || x.length > 16 || at <= (this.#given.get(key) ?? 0)) return null
    this.#given.set(key, at)
    const others = (message.reactions.get(x) ?? []).filter(({ a }) => a !== author.a)
    if (on) others.push(author)
    if (others.length) message.reactions.set(x, others)
    else message.reactions.delete(x)
    return message
  }
}

const bare = (message: Message, deleted: 'author' | 'staff'): Message =>
  Object.assign(message, { deleted, words: '', files: [], reactions: new Map() })

/** The files that a message says it has, as far as it says so in their shape. */
export const filesOf = ({ f }: Pick<Body, 'f'>): Attached[] =>
  Array.isArray(f)
    ? f
        .filter((file) =>
          [file?.url, file?.name, file?.type].every((one) => typeof one === 'string'),
        )
        .slice(0, 10)
    : []
