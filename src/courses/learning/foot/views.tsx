import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { DONE_BY, type DoneBy } from '../rules.ts'

type Props = {
  /** the lesson's path */
  at: string
  doneBy: DoneBy
  isDone: boolean
  /** those who are not enrolled only read */
  isEnrolled: boolean
  /** the lesson after it, if it will be open */
  next: { id: string; href: string } | null
}

/** Whether a lesson is done, what makes it so, and the way on. */
export function LessonFoot({ at, doneBy, isDone, isEnrolled, next }: Props) {
  if (!isEnrolled) return null
  const mayMark = doneBy === 'mark' || doneBy === 'end'
  return (
    <div class="lesson-foot" id="lesson-foot" data-live>
      <p class="lesson-state">
        {isDone ? (
          <>
            <span class="lesson-mark lesson-done">
              <Icon name="check" size={16} />
            </span>
            <strong>Done</strong>
          </>
        ) : (
          <span class="hint">{DONE_BY[doneBy]}</span>
        )}
      </p>
      <div class="lesson-acts">
        {isDone && mayMark && (
          <ActionForm action={`${at}/done`} method="DELETE" enhance={false}>
            <Button look="plain" icon="restore">
              Not done yet
            </Button>
          </ActionForm>
        )}
        {!isDone && mayMark && (
          <ActionForm action={`${at}/done`} method="PUT" enhance={false}>
            {next && <input type="hidden" name="next" value={next.id} />}
            <Button look="primary" icon="check">
              {next ? 'Done, go on' : 'Mark as done'}
            </Button>
          </ActionForm>
        )}
        {isDone && next && (
          <LinkButton look="primary" href={next.href}>
            Next lesson
          </LinkButton>
        )}
      </div>
    </div>
  )
}
