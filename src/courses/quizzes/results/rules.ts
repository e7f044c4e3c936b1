import { excerpt } from '../../../ui/markdown.ts'
import type { Answer } from '../answers/rules.ts'
import { givenIn } from '../attempts/review/rules.ts'
import { gradeOf } from '../grading/rules.ts'
import type { Question, Quiz } from '../rules.ts'

export type QuestionResult = {
  id: string
  words: string
  kind: Question['kind']
  asked: number
  /** percent of its points that were given */
  percent: number
  /** the most frequent answers */
  answers: { words: string; count: number; isRight: boolean }[]
}

const MOST_ANSWERS = 5

type Rows = {
  shares: { question: string; asked: number; share: number }[]
  answers: { question: string; answer: Answer; count: number }[]
}

/** How each question of a quiz went, over all versions in which it was asked. */
export const resultsOf = (
  { settings, questions }: Quiz,
  { shares, answers }: Rows,
): QuestionResult[] =>
  questions.map((question) => {
    const share = shares.find((row) => row.question === question.id)
    const isRight = (answer: Answer) =>
      gradeOf({ settings, questions: [question] }, { [question.id]: answer }).points ===
      question.points
    return {
      id: question.id,
      words: excerpt(question.prompt, 'markdown', 160),
      kind: question.kind,
      asked: share?.asked ?? 0,
      percent: Math.round((share?.share ?? 0) * 100),
      answers: answers
        .filter((row) => row.question === question.id)
        .slice(0, MOST_ANSWERS)
        .map(({ answer, count }) => ({
          words: givenIn(question, answer).join(', ') || 'No answer',
          count,
          isRight: isRight(answer),
        })),
    }
  })
