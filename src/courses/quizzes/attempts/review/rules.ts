import type { Answer, Answers } from '../../answers/rules.ts'
import { askingOf } from '../../asking/rules.ts'
import type { Mark } from '../../grading/rules.ts'
import type { Question, Quiz } from '../../rules.ts'

/** A question after it was handed in, as its answerer may see it. */
export type Reviewed = {
  id: string
  prompt: string
  kind: Question['kind']
  mark: Mark
  /** what was answered, part by part; empty for nothing */
  given: string[]
  feedback: string[]
  /** what would have been right; null while it is not shown */
  solution: string[] | null
}

/** @param seed the attempt's id, for the order in which it asked */
export function reviewOf(
  quiz: Quiz,
  { id, answers, marks }: { id: string; answers: Answers; marks: Record<string, Mark> },
  isRevealed: boolean,
): Reviewed[] {
  return askingOf(quiz, id).flatMap((asked) => {
    const question = quiz.questions.find((one) => one.id === asked.id)
    if (!question) return []
    const answer = answers[question.id] ?? null
    const mark = marks[question.id] ?? { points: 0, of: question.points }
    return {
      ...{ id: question.id, prompt: question.prompt, kind: question.kind, mark },
      given: givenIn(question, answer),
      feedback: feedbackOn(question, answer, mark),
      solution: isRevealed ? solutionOf(question) : null,
    }
  })
}

const truthText = (isTrue: boolean): string => (isTrue ? 'True' : 'False')

/** What an answer says, part by part, in words. */
export function givenIn(question: Question, answer: Answer): string[] {
  if (answer === null) return []
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return chosenOf(question, answer).map(({ text }) => text)
    case 'truth':
      return typeof answer === 'boolean' ? [truthText(answer)] : []
    case 'text':
      return [String(answer)]
    case 'number':
      return [[String(answer), question.unit].join(' ').trim()]
    case 'order':
      return question.items
        .map(({ id, text }) => ({ text, place: Number(partOf(answer, id) ?? Infinity) }))
        .sort((a, b) => a.place - b.place)
        .map(({ text, place }) => `${Number.isFinite(place) ? place : '–'}. ${text}`)
    case 'match':
      return question.pairs.map(({ id, left }) => {
        const to = question.pairs.find(({ rightId }) => rightId === partOf(answer, id))
        return `${left} → ${to?.right ?? '–'}`
      })
  }
}

const chosenOf = (
  { options }: Extract<Question, { kind: 'single' | 'multiple' }>,
  answer: Answer,
) => options.filter(({ id }) => [answer].flat().includes(id))

const partOf = (answer: Answer, id: string): string | undefined =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer[id] : undefined

function feedbackOn(question: Question, answer: Answer, mark: Mark): string[] {
  const chosen =
    question.kind === 'single' || question.kind === 'multiple' ? chosenOf(question, answer) : []
  const whole = mark.points === mark.of ? question.whenRight : question.whenWrong
  return [...chosen.map(({ feedback }) => feedback), whole].filter(Boolean)
}

function solutionOf(question: Question): string[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.flatMap(({ isRight, text }) => (isRight ? [text] : []))
    case 'truth':
      return [truthText(question.isTrue)]
    case 'text':
      return question.accepted
    case 'number':
      return [
        [question.value, question.unit, question.tolerance && `± ${question.tolerance}`]
          .filter((part) => part !== '' && part !== 0)
          .join(' '),
      ]
    case 'order':
      return question.items.map(({ text }, at) => `${at + 1}. ${text}`)
    case 'match':
      return question.pairs.map(({ left, right }) => `${left} → ${right}`)
  }
}
