import { Badge } from '../../../ui/badge.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PersonRow } from '../../../ui/person.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { AuthoringCrumbs, type Shared } from '../authoring/list/views.tsx'
import { percentOf } from '../grading/rules.ts'
import type { LastAttempt } from './queries.ts'
import type { QuestionResult } from './rules.ts'

type Mine = {
  numbers: { attempts: number; people: number; passed: number; percent: number | null }
  questions: QuestionResult[]
  last: LastAttempt[]
}

/** How a quiz goes, question by question, for who looks after the course. */
export const ResultsPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ title }) => `Results: ${title}`,
  Body: ({ title, href, course }) => (
    <>
      <AuthoringCrumbs {...{ title, href, course }} />
      <PageHead title="Results" />
      <Slot name="results" />
    </>
  ),
  mine: (mine, { href }) => ({ results: <Results {...mine} at={href} /> }),
}

function Results({ numbers, questions, last, at }: Mine & { at: string }) {
  if (numbers.attempts === 0)
    return (
      <EmptyState icon="chart" title="Nobody has taken it yet">
        Once someone hands in an attempt, you see here how each question goes.
      </EmptyState>
    )
  const { attempts, people, passed, percent } = numbers
  return (
    <>
      <p class="facts">
        <span>{`${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} of ${people} ${people === 1 ? 'person' : 'people'}`}</span>
        <span>{`${passed} passed`}</span>
        {percent !== null && <span>{`${Math.round(percent)} % on average`}</span>}
      </p>
      <ol class="quiz-results">
        {questions.map((question, index) => (
          <Question {...{ question, index }} />
        ))}
      </ol>
      <Card title="Last attempts">
        <div class="rows">
          {last.map(({ id, by, number, points, pointsOf, isPassed }) => (
            <PersonRow
              person={by}
              line={
                <a class="text-link" href={`${at}/attempts/${id}`}>
                  {`Attempt ${number}: ${percentOf({ points: points ?? 0, of: pointsOf ?? 0 })} %`}
                </a>
              }
              action={
                <Badge tone={isPassed ? 'green' : 'neutral'}>
                  {isPassed ? 'Passed' : 'Not passed'}
                </Badge>
              }
            />
          ))}
        </div>
      </Card>
    </>
  )
}

function Question({ question, index }: { question: QuestionResult; index: number }) {
  const { words, asked, percent, answers } = question
  return (
    <li class="card quiz-question">
      <div class="quiz-question-head">
        <span class="quiz-number">{`Question ${index + 1}`}</span>
        <span class="hint">
          {asked
            ? `${percent} % right, asked ${asked === 1 ? 'once' : `${asked} times`}`
            : 'Not asked yet'}
        </span>
      </div>
      <p dir="auto">{words}</p>
      {asked > 0 && <progress class="quiz-share" value={percent} max={100} aria-label="Right" />}
      <ul class="quiz-given">
        {answers.map((answer) => (
          <li class={answer.isRight ? 'quiz-given-right' : undefined}>
            <Icon name={answer.isRight ? 'check' : 'close'} size={16} />
            <span dir="auto">{answer.words}</span>
            <span class="hint">{answer.count}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}
