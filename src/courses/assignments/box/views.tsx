import { LinkButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Time } from '../../../ui/time.tsx'
import { TAKES, type Task } from '../rules.ts'
import { gradeText, type Submission } from '../view/rules.ts'
import { State } from '../view/views.tsx'

type Props = {
  /** the lesson's path */
  at: string
  task: Task
  submission: Submission | null
  isEnrolled: boolean
  now: Date
}

/** The assignment of a lesson, on the lesson's page: what may be handed in, and how one's own stands. */
export function AssignmentBox({ at, task, submission, isEnrolled, now }: Props) {
  const [last] = submission?.versions ?? []
  return (
    <section class="card quiz-box">
      <div class="quiz-box-head">
        <span class="quiz-glyph">
          <Icon name="edit" size={24} />
        </span>
        <ul class="quiz-facts">
          <li>{TAKES[task.takes]}</li>
          {task.points !== null && <li>{`${task.points} points`}</li>}
          <li>Only you and those who look after the course see it</li>
        </ul>
      </div>
      {submission && last && (
        <p class="work-line">
          <State status={submission.status} />
          {submission.grade !== null && task.points !== null && (
            <strong>{gradeText(submission.grade, task.points)}</strong>
          )}
          <span class="hint">
            {`Version ${last.number}, `}
            <Time at={last.at} now={now} />
          </span>
        </p>
      )}
      {isEnrolled && (
        <LinkButton
          look={submission && submission.status !== 'returned' ? 'quiet' : 'primary'}
          size="large"
          icon={submission ? 'comment' : 'send'}
          href={`${at}/submission`}
        >
          {submission ? 'Your work and its feedback' : 'Hand in your work'}
        </LinkButton>
      )}
    </section>
  )
}
