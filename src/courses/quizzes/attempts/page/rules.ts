import { toHtml } from '../../../../ui/markdown.ts'
import type { Answers } from '../../answers/rules.ts'
import { type Asking, askingOf } from '../../asking/rules.ts'
import { factsOfQuiz, type Quiz, type QuizFacts } from '../../rules.ts'
import type { AttemptRow, findAttempt } from '../queries.ts'
import { type Reviewed, reviewOf } from '../review/rules.ts'
import { attemptsLeft, isOverdue, isRevealed, secondsLeft } from '../rules.ts'

type Row = Awaited<ReturnType<typeof findAttempt>>[number]

/** A question as the page asks it: its prompt as HTML. */
export type Asked = Asking & { html: string }

type Shown = Pick<AttemptRow, 'id' | 'number' | 'submittedAt' | 'points' | 'pointsOf' | 'isPassed'>

/** An attempt as it may be seen at a moment: what is asked while it goes on, what came of it after. */
export type AttemptView = { attempt: Shown; facts: QuizFacts } & (
  | {
      isOver: false
      asked: Asked[]
      answers: Answers
      /** seconds; null without a limit */
      left: number | null
      isOverdue: boolean
    }
  | {
      isOver: true
      by: Row['by'] | null
      review: (Reviewed & { html: string })[]
      attemptsLeft: number | null
      /** right answers may be seen later */
      isHeldBack: boolean
    }
)

type At = { all: AttemptRow[]; isOwn: boolean; isStaff: boolean; now: Date }

export function attemptView(row: Row, { all, isOwn, isStaff, now }: At): AttemptView {
  const { id, number, submittedAt, points, pointsOf, isPassed, answers, marks } = row
  const quiz: Quiz = row.quiz
  const shown = { id, number, submittedAt, points, pointsOf, isPassed }
  const facts = factsOfQuiz(quiz)
  if (submittedAt === null || marks === null)
    return {
      ...{ attempt: shown, facts, isOver: false, answers },
      asked: askingOf(quiz, id).map((one) => ({
        ...one,
        html: toHtml(one.prompt, 'markdown', []),
      })),
      left: secondsLeft(row, now),
      isOverdue: isOverdue(row, now),
    }
  const reveals = isStaff || isRevealed(quiz, all)
  return {
    ...{ attempt: shown, facts, isOver: true, by: isOwn ? null : row.by },
    review: reviewOf(quiz, { id, answers, marks }, reveals).map((one) => ({
      ...one,
      html: toHtml(one.prompt, 'markdown', []),
    })),
    attemptsLeft: isOwn ? attemptsLeft(quiz.settings.attempts, all) : 0,
    isHeldBack: !reveals && quiz.settings.reveal === 'end',
  }
}
