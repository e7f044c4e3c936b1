import type { Answer, Answers } from '../answers/rules.ts'
import { pointsOf, type Question, type Quiz } from '../rules.ts'
import { isNumber } from './numbers/rules.ts'
import { isText } from './words/rules.ts'

/** Points of one question: all of them is right, none is wrong, what lies between is partly right. */
export type Mark = { points: number; of: number }

export type Grade = {
  marks: Record<string, Mark>
  points: number
  of: number
  isPassed: boolean
}

/** Judges all answers to a quiz. Points are exact to a hundredth. */
export function gradeOf({ settings, questions }: Quiz, answers: Answers): Grade {
  const marks: Record<string, Mark> = {}
  for (const question of questions) {
    const share = shareOf(question, answers[question.id] ?? null)
    const counted = settings.isPartial || share === 1 ? share : 0
    marks[question.id] = { points: hundredths(counted * question.points), of: question.points }
  }
  const points = hundredths(Object.values(marks).reduce((sum, mark) => sum + mark.points, 0))
  const of = pointsOf(questions)
  return { marks, points, of, isPassed: hundredths(points * 100) >= settings.passMark * of }
}

/** The percent to show: a fail by a hair is not rounded up to the mark. */
export const percentOf = ({ points, of }: { points: number; of: number }): number =>
  of === 0 ? 100 : Math.floor(hundredths((points / of) * 100))

const hundredths = (value: number) => Math.round(value * 100) / 100

/** How much of the answer is right, from 0 to 1. */
function shareOf(question: Question, answer: Answer): number {
  if (answer === null) return 0
  switch (question.kind) {
    case 'single':
      return Number(question.options.some(({ id, isRight }) => isRight && id === answer))
    case 'multiple':
      return Array.isArray(answer) ? shareOfChosen(question.options, answer) : 0
    case 'truth':
      return Number(answer === question.isTrue)
    case 'text':
      return Number(typeof answer === 'string' && isText(question, answer))
    case 'number':
      return Number(typeof answer === 'string' && isNumber(question, answer))
    case 'order':
      return shareOfParts(
        answer,
        question.items.map(({ id }, at) => [id, String(at + 1)]),
      )
    case 'match':
      return shareOfParts(
        answer,
        question.pairs.map(({ id, right }) => [
          id,
          question.pairs.filter((pair) => pair.right === right).map(({ rightId }) => rightId),
        ]),
      )
  }
}

/** What was rightly chosen, less what was wrongly chosen: ticking everything gains nothing. */
function shareOfChosen(options: { id: string; isRight: boolean }[], chosen: string[]): number {
  const right = options.filter(({ isRight }) => isRight)
  const hits = right.filter(({ id }) => chosen.includes(id)).length
  const misses = chosen.length - hits
  // where none is right, choosing none is
  if (right.length === 0) return Number(chosen.length === 0)
  return Math.max(0, (hits - misses) / right.length)
}

function shareOfParts(answer: Answer, key: [string, string | string[]][]): number {
  if (typeof answer !== 'object' || Array.isArray(answer) || !answer) return 0
  const hits = key.filter(([id, right]) => [right].flat().includes(answer[id] ?? ''))
  return hits.length / key.length
}
