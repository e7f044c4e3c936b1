import { Button } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { Choices, Radio } from '../../../ui/choice.tsx'
import { TextareaField, TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PersonRow } from '../../../ui/person.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { CourseCrumbs } from '../../people/crumbs/views.tsx'
import { MAX_NOTE, type Task } from '../rules.ts'
import type { Submission } from '../view/rules.ts'
import { Thread, Versions } from '../view/views.tsx'

type Shared = { href: string; course: { title: string }; lesson: string; task: Task; now: Date }
type Mine = { submission: Submission; typed: Typed; errors: Errors }

/** Someone's work, for who looks after the course: to read, to judge, to talk about. */
export const ReviewPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ lesson }) => lesson,
  Body: ({ href, course, lesson }) => (
    <>
      <CourseCrumbs
        {...{ href, course }}
        on={{ href: `${href}/submissions`, label: 'Submissions' }}
      />
      <PageHead title={lesson} />
      <Slot name="review" />
    </>
  ),
  mine: (mine, shared) => ({ review: <Reviewing {...mine} shared={shared} /> }),
}

function Reviewing({ shared, submission, typed, errors }: Mine & { shared: Shared }) {
  const { href, task, now } = shared
  const at = `${href}/submissions/${submission.id}`
  return (
    <>
      <PersonRow person={submission.author} />
      <Versions submission={submission} points={task.points} now={now} />
      <Card title={submission.status === 'accepted' ? 'Change the grade' : 'Your verdict'}>
        <Judge {...{ at, submission, task, typed, errors }} />
      </Card>
      <Thread submission={submission} now={now} action={`${at}/notes`} />
    </>
  )
}

type JudgeProps = Mine & { at: string; task: Task }

function Judge({ at, submission, task, typed, errors }: JudgeProps) {
  const isAccepted = submission.status === 'accepted'
  const said = typed.verdict ?? (isAccepted ? 'accepted' : undefined)
  if (isAccepted && task.points === null) return <p class="hint">This work has been accepted.</p>
  return (
    <ActionForm action={`${at}/review`} method="PUT" enhance={false} class="form">
      <input type="hidden" name="seen" value={submission.versions[0]?.number ?? 1} />
      {errors.seen && <Notice kind="error" title={errors.seen} />}
      {isAccepted ? (
        <input type="hidden" name="verdict" value="accepted" />
      ) : (
        <Choices label="What do you say?" error={errors.verdict}>
          <Radio
            name="verdict"
            value="accepted"
            label="Accept it"
            hint="The lesson is done for them."
            checked={said === 'accepted'}
            required
          />
          <Radio
            name="verdict"
            value="returned"
            label="Return it for changes"
            hint="They hand in a new version."
            checked={said === 'returned'}
          />
        </Choices>
      )}
      {task.points !== null && (
        <TextField
          name="grade"
          label={`Points, of ${task.points}`}
          value={String(typed.grade ?? submission.grade ?? '')}
          error={errors.grade}
          inputmode="decimal"
          optional
        />
      )}
      <TextareaField
        name="content"
        id="verdict-words"
        label="What you want to say"
        value={typeof typed.content === 'string' ? typed.content : ''}
        error={errors.content}
        maxlength={MAX_NOTE}
        optional
        dir="auto"
      />
      <div class="form-actions">
        <Button look="primary" icon="check">
          Send the verdict
        </Button>
      </div>
    </ActionForm>
  )
}
