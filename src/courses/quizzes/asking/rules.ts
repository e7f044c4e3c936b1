import type { Option, Question, Quiz } from '../rules.ts'

/** A question as it is asked: nothing in it says what is right. */
export type Asking = Pick<Question, 'id' | 'prompt' | 'points' | 'kind'> & {
  /** to choose from, or to put in order */
  options: Option[]
  /** to match the options with */
  rights: Option[]
  unit: string
}

/**
 * The questions as one attempt asks them.
 * @param seed the id of the attempt: the same attempt always sees the same order
 */
export function askingOf({ settings, questions }: Quiz, seed: string): Asking[] {
  const asked = questions.map((question) => asking(question, seed, settings.shuffle))
  return settings.shuffle ? shuffled(asked, seed) : asked
}

function asking(question: Question, seed: string, shuffle: boolean): Asking {
  const { id, prompt, points, kind } = question
  const none = { id, prompt, points, kind, options: [], rights: [], unit: '' }
  const own = `${seed}:${id}`
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const options = question.options.map(plain)
      return { ...none, options: shuffle ? shuffled(options, own) : options }
    }
    case 'order':
      return { ...none, options: disordered(question.items.map(plain), own) }
    case 'match':
      return {
        ...none,
        options: question.pairs.map((pair) => ({ id: pair.id, text: pair.left })),
        rights: shuffled(
          once(question.pairs.map((pair) => ({ id: pair.rightId, text: pair.right }))),
          own,
        ),
      }
    case 'number':
      return { ...none, unit: question.unit }
    default:
      return none
  }
}

const plain = ({ id, text }: Option): Option => ({ id, text })

/** Two lefts may have the same right, which is offered once. */
const once = (options: Option[]) =>
  options.filter(({ text }, at) => options.findIndex((other) => other.text === text) === at)

/**
 * Never by chance in the right order, which would be no question; but two things, which would then
 * always stand the wrong way round, and say so.
 */
function disordered(items: Option[], seed: string): Option[] {
  const mixed = shuffled(items, seed)
  const isSame = items.length > 2 && mixed.every(({ text }, at) => text === items[at]?.text)
  return isSame ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed
}

/** Fisher and Yates, from a seed. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const mixed = [...list]
  const next = numbers(seed)
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = Math.floor(next() * (last + 1))
    const [one, other] = [mixed[last], mixed[at]]
    // both are within the list
    mixed[last] = other as T
    mixed[at] = one as T
  }
  return mixed
}

/** FNV-1a for the state, mulberry32 for the numbers: not secret, only even. */
function numbers(seed: string): () => number {
  let state = 0x811c9dc5
  for (let at = 0; at < seed.length; at++)
    state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
