import { asset } from '../../../../ui/assets.ts'
import { Button, LinkButton } from '../../../../ui/button.tsx'
import { PageHead } from '../../../../ui/card.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { PersonRow } from '../../../../ui/person.tsx'
import { Prose } from '../../../../ui/prose.tsx'
import type { Page } from '../../../../ui/respond.tsx'
import { Slot } from '../../../../ui/slots.tsx'
import { coursePath } from '../../../rules.ts'
import { percentOf } from '../../grading/rules.ts'
import { clockText, pointsText } from '../../words/rules.ts'
import { AnswerFields } from '../fields/views.tsx'
import { Review } from '../review/views.tsx'
import type { AttemptView } from './rules.ts'

type Shared = {
  title: string
  /** the lesson's path */
  href: string
  course: { id: string; title: string; slug: string }
}

type Going = Extract<AttemptView, { isOver: false }>
type Over = Extract<AttemptView, { isOver: true }>

/** One attempt at a quiz: the questions while it goes on, then what came of it. */
export const AttemptPage: Page<Shared, AttemptView> = {
  styles: ['learning.css'],
  title: ({ title }) => title,
  Body: ({ title, href, course }) => (
    <>
      <nav class="crumbs" aria-label="Where this is">
        <a href={coursePath(course.slug, course.id)}>{course.title}</a>
        <Icon name="right" size={16} />
        <a href={href}>{title}</a>
      </nav>
      <PageHead title={title} />
      <Slot name="attempt" />
    </>
  ),
  mine: (mine, { href }) => ({
    attempt: mine.isOver ? (
      <Outcome view={mine} href={href} />
    ) : (
      <Questions view={mine} at={`${href}/attempts/${mine.attempt.id}`} />
    ),
  }),
}

function Questions({ view, at }: { view: Going; at: string }) {
  const { asked, answers, left, isOverdue, attempt } = view
  return (
    <ActionForm
      action={`${at}/hand-in`}
      method="PUT"
      enhance={false}
      class="quiz"
      data-script={asset('quizzes.js')}
      data-quiz={at}
      data-left={left ?? undefined}
    >
      <div class="quiz-bar">
        <span>{`Attempt ${attempt.number}`}</span>
        <span class="quiz-saved hint" data-saved />
        {left !== null && (
          <span class="quiz-clock" role="timer">
            <Icon name="clock" size={18} />
            <span data-clock>{clockText(left)}</span>
            <span class="hint"> left</span>
          </span>
        )}
      </div>
      {isOverdue && (
        <Notice kind="warning" title="Your time is up">
          What you had answered by then counts. Hand it in to see how you did.
        </Notice>
      )}
      <ol class="quiz-questions">
        {asked.map((one, number) => (
          <li class="card quiz-question">
            <fieldset disabled={isOverdue}>
              <legend class="quiz-question-head">
                <span class="quiz-number">{`Question ${number + 1}`}</span>
                <span class="hint">{pointsText(one.points)}</span>
              </legend>
              <Prose html={one.html} />
              <AnswerFields asked={one} answer={answers[one.id] ?? null} />
            </fieldset>
          </li>
        ))}
      </ol>
      <div class="form-actions">
        <Button look="primary" size="large">
          Hand in
        </Button>
      </div>
    </ActionForm>
  )
}

function Outcome({ view, href }: { view: Over; href: string }) {
  const { attempt, facts, by, review, attemptsLeft, isHeldBack } = view
  const [points, of] = [attempt.points ?? 0, attempt.pointsOf ?? 0]
  const mayTry = by === null && attemptsLeft !== 0
  return (
    <>
      {by && <PersonRow person={by} line={`Attempt ${attempt.number}`} />}
      <div class={attempt.isPassed ? 'quiz-outcome quiz-passed' : 'quiz-outcome'}>
        <p class="quiz-percent">{percentOf({ points, of })} %</p>
        <div class="quiz-outcome-words">
          <h2 class="card-title">{attempt.isPassed ? 'Passed' : 'Not passed yet'}</h2>
          <p class="hint">
            {`${points} of ${pointsText(of)}; ${facts.passMark} % pass. `}
            {!attempt.isPassed &&
              attemptsLeft !== null &&
              by === null &&
              `${leftText(attemptsLeft)}`}
          </p>
        </div>
        <div class="quiz-outcome-acts">
          {mayTry && (
            <ActionForm action={`${href}/attempts`} enhance={false}>
              <Button look={attempt.isPassed ? 'quiet' : 'primary'} icon="refresh">
                Try again
              </Button>
            </ActionForm>
          )}
          <LinkButton look={attempt.isPassed ? 'primary' : 'quiet'} href={href}>
            {attempt.isPassed ? 'Go on' : 'Back to the lesson'}
          </LinkButton>
        </div>
      </div>
      {isHeldBack && (
        <p class="hint">You see the right answers once you pass, or have no attempt left.</p>
      )}
      <Review review={review} />
    </>
  )
}

const leftText = (left: number) =>
  left === 0
    ? 'You have no attempt left.'
    : left === 1
      ? 'You have one attempt left.'
      : `You have ${left} attempts left.`
