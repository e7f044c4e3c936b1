import type { Child } from 'hono/jsx'
import { Icon } from '../../ui/icon.tsx'
import type { Unlock } from '../unlocking/rules.ts'
import { durationText, lessonsText, momentText, TYPES } from '../words/rules.ts'
import type { StepRow } from './queries.ts'
import type { Outline } from './rules.ts'

export type Listed = Pick<StepRow, 'id' | 'title' | 'lessonType' | 'durationMinutes' | 'isPreview'>

type Props<Step extends Listed> = {
  modules: Outline<Step>
  hrefOf: (step: Step) => string
  /** how the viewer stands to it */
  markOf: (step: Step) => Child
  /** the lesson that is looked at */
  current?: string
}

/** More lessons than this, and the parts of a course are closed at first. */
const ALL_OPEN = 40

/** The lessons of a course under its parts, which open and close. */
export function OutlineList<Step extends Listed>({ modules, ...row }: Props<Step>) {
  const { current } = row
  const count = modules.reduce((sum, { lessons }) => sum + lessons.length, 0)
  const isOpen = (lessons: Step[], index: number) =>
    count <= ALL_OPEN || (current ? lessons.some(({ id }) => id === current) : index === 0)
  return (
    <div class="course-outline">
      {modules.map(({ id, title, lessons }, index) => (
        <details class="module" open={isOpen(lessons, index)} id={`module-${id}`}>
          <summary class="module-head">
            <span class="module-title" dir="auto">
              {title}
            </span>
            <span class="module-count">{lessonsText(lessons.length)}</span>
            <Icon name="down" size={18} />
          </summary>
          <ol class="lessons">
            {lessons.map((step) => (
              <LessonLink step={step} {...row} />
            ))}
          </ol>
        </details>
      ))}
    </div>
  )
}

function LessonLink<Step extends Listed>({
  step,
  hrefOf,
  markOf,
  current,
}: { step: Step } & Omit<Props<Step>, 'modules'>) {
  const { words, icon } = TYPES[step.lessonType]
  return (
    <li>
      <a class="lesson" href={hrefOf(step)} aria-current={step.id === current ? 'page' : undefined}>
        {markOf(step)}
        <span class="lesson-title" dir="auto">
          {step.title}
        </span>
        <span class="lesson-facts">
          <Icon name={icon} size={16} />
          <span class="sr-only">{words}</span>
          {step.durationMinutes ? durationText(step.durationMinutes) : null}
        </span>
      </a>
    </li>
  )
}

type MarkProps = {
  isPreview: boolean
  /** null for a guest, and while it is not known */
  unlock: Unlock | null
  isDone: boolean
  timeZone: string
}

/** Whether a lesson is done, open or locked, and until when. */
export function LessonMark({ isPreview, unlock, isDone, timeZone }: MarkProps) {
  if (isDone)
    return (
      <span class="lesson-mark lesson-done">
        <Icon name="check" size={16} />
        <span class="sr-only">Done. </span>
      </span>
    )
  if (unlock ? unlock.isOpen : isPreview)
    return (
      <>
        <span class="lesson-mark lesson-open" />
        {(unlock === null || unlock.why === 'preview') && <span class="lesson-when">Preview</span>}
      </>
    )
  return (
    <>
      <span class="lesson-mark">
        <Icon name="lock" size={16} />
        <span class="sr-only">Locked. </span>
      </span>
      {unlock && !unlock.isOpen && unlock.why === 'later' && (
        <span class="lesson-when">{`Opens ${momentText(unlock.at, timeZone, true)}`}</span>
      )}
    </>
  )
}
