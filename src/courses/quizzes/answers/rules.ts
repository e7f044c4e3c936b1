import type { Question } from '../rules.ts'

/** What someone answered to one question, by its kind; null where they said nothing. */
export type Answer = string | string[] | boolean | Record<string, string> | null
export type Answers = Record<string, Answer>

const MOST_CHARACTERS = 500

type Said = Record<string, unknown>

/** The field of a form that holds the answer to a question, or one part of it. */
export const fieldOf = (question: string, part?: string): string =>
  part ? `q-${question}-${part}` : `q-${question}`

/**
 * Reads what was said to each question from the fields of a form, by `fieldOf`. What makes no sense,
 * or names what was not offered, counts as nothing said.
 */
export const answersFrom = (questions: Question[], said: Said): Answers =>
  Object.fromEntries(questions.map((question) => [question.id, answerFrom(question, said)]))

function answerFrom(question: Question, said: Said): Answer {
  const given = said[fieldOf(question.id)]
  switch (question.kind) {
    case 'single':
      return oneOf(question.options, given)
    case 'multiple':
      return question.options.flatMap(({ id }) => (listed(given).includes(id) ? [id] : []))
    case 'truth':
      return given === 'true' || given === true
        ? true
        : given === 'false' || given === false
          ? false
          : null
    case 'text':
    case 'number':
      return text(given)
    case 'order':
      return parts(question.items, (id) =>
        place(said[fieldOf(question.id, id)], question.items.length),
      )
    case 'match': {
      const rights = question.pairs.map(({ rightId }) => ({ id: rightId }))
      return parts(question.pairs, (id) => oneOf(rights, said[fieldOf(question.id, id)]))
    }
  }
}

const listed = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given])

const oneOf = (options: { id: string }[], given: unknown): string | null =>
  options.find(({ id }) => id === given)?.id ?? null

function text(given: unknown): string | null {
  const words = typeof given === 'number' ? String(given) : given
  return typeof words === 'string' ? words.trim().slice(0, MOST_CHARACTERS) || null : null
}

/** A place from 1 on. */
function place(given: unknown, most: number): string | null {
  const at = Number(given)
  return Number.isInteger(at) && at >= 1 && at <= most ? String(at) : null
}

function parts(of: { id: string }[], read: (id: string) => string | null): Answer {
  const said = of.flatMap(({ id }) => {
    const one = read(id)
    return one === null ? [] : [[id, one]]
  })
  return said.length ? Object.fromEntries(said) : null
}

/** The fields that an answer would fill, to show it again. */
export const saidTo = (answers: Answers, question: string): Answer => answers[question] ?? null

/** How many questions have an answer. */
export const countAnswered = (answers: Answers): number =>
  Object.values(answers).filter((answer) => answer !== null && !isEmpty(answer)).length

const isEmpty = (answer: Answer) => Array.isArray(answer) && answer.length === 0
