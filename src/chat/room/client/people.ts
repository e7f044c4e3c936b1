import type { Certificate } from '../../certificates/rules.ts'

export type Someone = Pick<Certificate, 'a' | 'n' | 'u' | 'v' | 'r'>

const HERE = 100_000
const TYPING = 5000

/** Who is here, who types, and whose names are known. */
export class People {
  readonly known = new Map<string, Someone>()
  #here = new Map<string, number>()
  #typing = new Map<string, number>()

  /** Notes who said something; the newest word on their name counts. */
  note(someone: Someone, at: number) {
    this.known.set(someone.a, someone)
    if (Date.now() - at < HERE) this.#here.set(someone.a, at)
  }

  typing(someone: Someone, isTyping: boolean) {
    if (isTyping) this.#typing.set(someone.a, Date.now())
    else this.#typing.delete(someone.a)
  }

  isHere = (id: string) => Date.now() - (this.#here.get(id) ?? 0) < HERE

  get here(): Someone[] {
    return [...this.known.values()].filter(({ a }) => this.isHere(a))
  }

  get typers(): Someone[] {
    return [...this.known.values()].filter(
      ({ a }) => Date.now() - (this.#typing.get(a) ?? 0) < TYPING,
    )
  }
}
