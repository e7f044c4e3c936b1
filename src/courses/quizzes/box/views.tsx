import { Badge } from '../../../ui/badge.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Time } from '../../../ui/time.tsx'
import type { AttemptRow } from '../attempts/queries.ts'
import { attemptsLeft } from '../attempts/rules.ts'
import { percentOf } from '../grading/rules.ts'
import type { QuizFacts } from '../rules.ts'
import { factsText, pointsText } from '../words/rules.ts'

type Props = {
  /** the lesson's path */
  at: string
  /** null before it is made */
  facts: QuizFacts | null
  /** one's own, the last first */
  attempts: AttemptRow[]
  /** takes part: is enrolled, or looks after the course */
  mayTake: boolean
  now: Date
}

/** The quiz of a lesson, on the lesson's page: what it asks of you, and what you did in it. */
export function QuizBox({ at, facts, attempts, mayTake, now }: Props) {
  if (!facts || facts.questions === 0)
    return <p class="hint">The questions of this quiz are still being written.</p>
  return (
    <section class="card quiz-box">
      <div class="quiz-box-head">
        <span class="quiz-glyph">
          <Icon name="help" size={24} />
        </span>
        <ul class="quiz-facts">
          {factsText(facts).map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      </div>
      {mayTake && <Way {...{ at, facts, attempts }} />}
      {attempts.length > 0 && (
        <ol class="rows">
          {attempts.map((attempt) => (
            <Attempt {...{ at, attempt, now }} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Way({ at, facts, attempts }: { at: string; facts: QuizFacts; attempts: AttemptRow[] }) {
  const going = attempts.find(({ submittedAt }) => submittedAt === null)
  if (going)
    return (
      <LinkButton look="primary" size="large" icon="play" href={`${at}/attempts/${going.id}`}>
        Go on with your attempt
      </LinkButton>
    )
  if (attemptsLeft(facts.attempts, attempts) === 0)
    return <p class="hint">You have used all your attempts.</p>
  const isPassed = attempts.some((attempt) => attempt.isPassed)
  return (
    <ActionForm action={`${at}/attempts`} enhance={false}>
      <Button
        look={isPassed ? 'quiet' : 'primary'}
        size="large"
        icon={attempts.length ? 'refresh' : 'play'}
      >
        {attempts.length ? 'Try again' : 'Start the quiz'}
      </Button>
      {facts.minutes !== null && <p class="hint">The clock starts when you do.</p>}
    </ActionForm>
  )
}

function Attempt({ at, attempt, now }: { at: string; attempt: AttemptRow; now: Date }) {
  const { id, number, submittedAt, createdAt, points, pointsOf, isPassed } = attempt
  const score = { points: points ?? 0, of: pointsOf ?? 0 }
  return (
    <li class="row">
      <div class="row-words">
        <a class="row-title name-link" href={`${at}/attempts/${id}`}>
          {`Attempt ${number}`}
        </a>
        <div class="hint">
          {submittedAt
            ? `${percentOf(score)} %, ${score.points} of ${pointsText(score.of)}`
            : 'Not handed in yet'}
        </div>
      </div>
      {submittedAt && (
        <Badge tone={isPassed ? 'green' : 'neutral'}>{isPassed ? 'Passed' : 'Not passed'}</Badge>
      )}
      <span class="row-time">
        <Time at={submittedAt ?? createdAt} now={now} />
      </span>
    </li>
  )
}
