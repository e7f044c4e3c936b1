import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { wordsOf } from '../../gate/rules.ts'
import { coursePath, lessonPath } from '../../rules.ts'
import type { Unlock } from '../../unlocking/rules.ts'
import { momentText } from '../../words/rules.ts'

type Props = {
  at: { slug: string; course: string }
  unlock: Exclude<Unlock, { isOpen: true }>
  /** the lesson that has to be finished first */
  first: string | null
  timeZone: string
}

/** Stands where a locked lesson would: why it is locked, until when, and what opens it. */
export function Locked({ at, unlock, first, timeZone }: Props) {
  return (
    <EmptyState icon="lock" title={titleOf(unlock, timeZone)} action={<Act {...{ at, unlock }} />}>
      {unlock.why === 'order' && first ? `Finish “${first}” first.` : wordsOf(unlock)}
    </EmptyState>
  )
}

function titleOf(unlock: Props['unlock'], timeZone: string): string {
  if (unlock.why === 'later') return `Opens ${momentText(unlock.at, timeZone)}`
  if (unlock.why === 'order') return 'One lesson after the other'
  if (unlock.why === 'enrol') return 'Enrol to go on'
  return 'This lesson is locked'
}

function Act({ at, unlock }: Pick<Props, 'at' | 'unlock'>) {
  const course = coursePath(at.slug, at.course)
  if (unlock.why === 'enrol')
    return (
      <ActionForm action={`${course}/enrolment`} method="PUT" enhance={false}>
        <Button look="primary">Enrol</Button>
      </ActionForm>
    )
  if (unlock.why === 'order')
    return (
      <LinkButton look="primary" href={lessonPath(at.slug, at.course, unlock.after)}>
        Go to that lesson
      </LinkButton>
    )
  return (
    <LinkButton look={unlock.why === 'closed' ? 'primary' : 'quiet'} href={course}>
      {unlock.why === 'closed' ? 'See the course' : 'All lessons'}
    </LinkButton>
  )
}
