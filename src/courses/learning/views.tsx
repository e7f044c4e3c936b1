import type { Child } from 'hono/jsx'
import { asset } from '../../ui/assets.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { percentDone } from './rules.ts'

/** Begins a course, or goes back to it. @param at the course's path */
export function Enrol({ at, hasLeft }: { at: string; hasLeft?: boolean }) {
  return (
    <ActionForm action={`${at}/enrolment`} method="PUT" enhance={false}>
      <Button look="primary" size="large" icon="play">
        {hasLeft ? 'Come back to it' : 'Start learning'}
      </Button>
    </ActionForm>
  )
}

/** The way on, for who is learning. */
export function Continue({
  href,
  title,
  isBegun,
}: {
  href: string
  title: string
  isBegun: boolean
}) {
  return (
    <div class="continue">
      <LinkButton look="primary" size="large" icon="play" href={href}>
        {isBegun ? 'Continue' : 'Start'}
      </LinkButton>
      <p class="continue-next">
        <span class="hint">Next</span>
        <span class="truncate" dir="auto">
          {title}
        </span>
      </p>
    </div>
  )
}

type ProgressProps = { done: number; total: number; small?: boolean }

/** How much of a course is done: a bar, and in words. */
export function CourseProgress({ done, total, small }: ProgressProps) {
  const percent = percentDone(done, total)
  return (
    <div class={small ? 'course-progress course-progress-small' : 'course-progress'}>
      <progress value={done} max={Math.max(1, total)} aria-label="How much is done" />
      <span class="course-percent">
        {percent} %{!small && <span class="hint"> · {`${done} of ${total} lessons done`}</span>}
      </span>
    </div>
  )
}

/** What someone who has finished a course gets to see of it. @param code of the certificate */
export function Finished({
  at,
  code,
  mayCertify,
}: {
  at: string
  code: string | null
  mayCertify: boolean
}) {
  return (
    <div class="finished">
      <span class="finished-mark">
        <Icon name="success" size={24} />
      </span>
      <p class="finished-words">You have finished this course.</p>
      {code ? (
        <LinkButton icon="ticket" href={`/certificates/${code}`}>
          Your certificate
        </LinkButton>
      ) : (
        mayCertify && (
          <ActionForm action={`${at}/certificate`} method="PUT" enhance={false}>
            <Button icon="ticket">Get your certificate</Button>
          </ActionForm>
        )
      )}
    </div>
  )
}

type WatchedProps = {
  /** the lesson's path */
  at: string
  /** how far they came, as the server knows */
  seconds: number
  isDone: boolean
  children: Child
}

/** Stands around the player of someone who is enrolled, and tells the server how far they come. */
export function Watched({ at, seconds, isDone, children }: WatchedProps) {
  return (
    <div
      data-script={asset('learning.js')}
      data-progress={`${at}/progress`}
      data-seconds={seconds}
      data-done={isDone ? '' : undefined}
    >
      {children}
    </div>
  )
}
