import type { Child } from 'hono/jsx'
import { Icon } from '../../ui/icon.tsx'
import type { Unlock } from '../unlocking/rules.ts'
import { durationText, lessonsText, lockText, TYPES, whenText } from '../words/rules.ts'
import type { StepRow } from './queries.ts'
import type { Outline } from './rules.ts'

export type Listed = Pick<StepRow, 'id' | 'title' | 'lessonType' | 'durationMinutes' | 'isPreview'>

type Props<Step extends Listed> = {
  modules: Outline<Step>
  /** how many lessons a module has, and how far the viewer is in it */
  countOf?: (module: Outline<Step>[number]) => Child
  hrefOf: (step: Step) => string
  /** how the viewer stands to it @param place among all of them, from 0 on */
  markOf: (step: Step, place: number) => Child
  /** the lesson that is looked at */
  current?: string
}

/** More lessons than this, and the parts of a course are closed at first: they fit one screen. */
const ALL_OPEN = 40

/** The lessons of a course under its parts, which open and close. */
export function OutlineList<Step extends Listed>({ modules, countOf, ...row }: Props<Step>) {
  const { current } = row
  const places = new Map(modules.flatMap(({ lessons }) => lessons).map(({ id }, at) => [id, at]))
  const isLong = places.size > ALL_OPEN
  return (
    <div class={isLong ? 'course-outline course-outline-long' : 'course-outline'}>
      {modules.map((module) => (
        <details
          class="module"
          open={!isLong || module.lessons.some(({ id }) => id === current)}
          id={`module-${module.id}`}
        >
          <summary class="module-head">
            <span class="module-title" dir="auto">
              {module.title}
            </span>
            <span class="module-count">
              {countOf?.(module) ?? lessonsText(module.lessons.length)}
            </span>
            <Icon name="down" size={18} />
          </summary>
          <ol class="lessons">
            {module.lessons.map((step) => (
              <LessonLink step={step} place={places.get(step.id) ?? 0} {...row} />
            ))}
          </ol>
        </details>
      ))}
    </div>
  )
}

function LessonLink<Step extends Listed>({
  step,
  place,
  hrefOf,
  markOf,
  current,
}: { step: Step; place: number } & Omit<Props<Step>, 'modules' | 'countOf'>) {
  const { words, icon } = TYPES[step.lessonType]
  return (
    <li>
      <a class="lesson" href={hrefOf(step)} aria-current={step.id === current ? 'page' : undefined}>
        {markOf(step, place)}
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

/** "3 of 20 done": how far someone is in a module. */
export const ModuleCount = ({ done, total }: { done: number; total: number }) =>
  done === 0 ? lessonsText(total) : `${done} of ${total} done`

type MarkProps = {
  isPreview: boolean
  /** null for a guest, and while it is not known */
  unlock: Unlock | null
  isDone: boolean
  timeZone: string
  /** why it is locked, for whom `unlock` does not say it */
  lock?: string
  /** the lesson that has to be finished first, where one has */
  first?: { title: string; isOpen: boolean } | null
}

/** Whether a lesson is done, open or locked, and until when or why. */
export function LessonMark({ isPreview, unlock, isDone, timeZone, ...more }: MarkProps) {
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
  const { first } = more
  const lock = unlock?.isOpen ? null : unlock
  const why = lock ? lockText(lock, timeZone, first?.title) : more.lock
  const when = lock && whenText(lock, timeZone, first?.isOpen ?? false)
  return (
    <>
      <span class="lesson-mark" title={why}>
        <Icon name="lock" size={16} />
        <span class="sr-only">{why ? `Locked: ${why}. ` : 'Locked. '}</span>
      </span>
      {when && (
        <span class="lesson-when" aria-hidden="true">
          {when}
        </span>
      )}
    </>
  )
}
