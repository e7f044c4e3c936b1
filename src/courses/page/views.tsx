import { Badge } from '../../ui/badge.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Prose } from '../../ui/prose.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { countIn, firstOf } from '../outline/rules.ts'
import { LessonMark, ModuleCount, OutlineList } from '../outline/views.tsx'
import { lessonPath } from '../rules.ts'
import type { UnlockMode } from '../tables.ts'
import type { Unlock } from '../unlocking/rules.ts'
import { AFTER, durationText, lessonsText } from '../words/rules.ts'
import type { Go } from './go/rules.ts'
import { GoBox } from './go/views.tsx'
import { PreviewBand } from './preview/views.tsx'
import type { CourseShared } from './rules.ts'

export type CourseMine = {
  go: Go
  /** by lesson; null where nothing is known of the viewer */
  unlocks: Record<string, Unlock> | null
  finished: string[]
  mayBuild: boolean
  isPreviewing: boolean
}

/** A course: what it is, what to do next, and its lessons with their locks. */
export const CoursePage: Page<CourseShared, CourseMine> = {
  styles: ['courses.css'],
  title: ({ course }) => course.title,
  Body: CourseBody,
  late: ['course-go'],
  mine: (mine, shared) => ({
    'course-go': <GoBox slug={shared.slug} course={shared.course} go={mine.go} />,
    ...(mine.isPreviewing && { 'course-preview': <PreviewBand href={shared.course.href} /> }),
    ...(mine.mayBuild &&
      !mine.isPreviewing && {
        'course-actions': (
          <LinkButton icon="pencil" size="small" href={`${shared.course.href}/edit`}>
            Edit
          </LinkButton>
        ),
      }),
    ...(mine.unlocks && markFills(mine, mine.unlocks, shared)),
  }),
}

function CourseBody({ slug, course, modules }: CourseShared) {
  const guest: Go = { kind: 'guest' }
  return (
    <>
      <Slot name="course-preview" />
      <nav class="crumbs" aria-label="Where you are">
        <Icon name="left" size={16} />
        <a href={`/${slug}/s/${course.space.slug}`} dir="auto">
          {course.space.name}
        </a>
      </nav>
      <header class="course-head">
        {course.coverUrl && (
          <img
            class="course-cover"
            src={course.coverUrl}
            alt=""
            width={1280}
            height={720}
            fetchpriority="high"
          />
        )}
        <div class="course-words">
          <div class="course-top">
            <h1 class="page-title" dir="auto">
              {course.title}
            </h1>
            <Slot name="course-actions" />
          </div>
          <p class="facts">
            {!course.isPublished && <Badge tone="amber">Draft</Badge>}
            <span>{lessonsText(course.lessons)}</span>
            {course.minutes > 0 && <span>{durationText(course.minutes)}</span>}
            {PACES[course.unlockMode] && <span>{PACES[course.unlockMode]}</span>}
          </p>
          <Slot name="course-go">
            <GoBox slug={slug} course={course} go={guest} />
          </Slot>
        </div>
      </header>
      {course.html && <Prose html={course.html} class="prose-full" />}
      {modules.length > 0 ? (
        <OutlineList
          modules={modules}
          hrefOf={({ id }) => lessonPath(slug, course.id, id)}
          countOf={({ id, lessons }) => (
            <Slot name={`module-${id}`}>{lessonsText(lessons.length)}</Slot>
          )}
          markOf={({ isPreview }, place) => (
            <Slot name={slotOf(place)}>
              <LessonMark
                unlock={null}
                isDone={false}
                lock={guestLock(course.unlockMode, place)}
                {...{ isPreview }}
                timeZone="UTC"
              />
            </Slot>
          )}
        />
      ) : (
        <EmptyState icon="course" title="No lessons yet">
          They appear here as soon as the first one is published.
        </EmptyState>
      )}
    </>
  )
}

const PACES = {
  none: null,
  sequential: 'One lesson after the other',
  timed: 'Opens step by step',
  scheduled: 'Opens on dates',
}

/** Named by their places, which are shorter than ids: a page and its slots are kept as one. */
const slotOf = (place: number) => `lesson-${place}`

/** What is said of a lesson before anything is known of the viewer. */
const guestLock = (mode: UnlockMode, place: number) =>
  mode === 'sequential' && place > 0 ? AFTER : undefined

const markFills = (
  { finished }: CourseMine,
  unlocks: Record<string, Unlock>,
  { modules, course: { timeZone } }: CourseShared,
) => {
  const done = new Set(finished)
  const steps = modules.flatMap(({ lessons }) => lessons)
  const first = firstOf(steps, unlocks)
  return Object.fromEntries([
    ...modules.flatMap(({ id, lessons }) => {
      const count = countIn(lessons, done)
      return count.done ? [[`module-${id}`, <ModuleCount {...count} />]] : []
    }),
    ...steps.flatMap(({ id, isPreview }, place) => {
      const [unlock, isDone] = [unlocks[id] ?? null, done.has(id)]
      // hundreds may wait for the one before them, and everyone is told so of them
      if (unlock?.why === 'order' && !first(id)?.isOpen) return []
      const mark = { isPreview, timeZone, unlock, isDone, first: first(id) }
      return [[slotOf(place), <LessonMark {...mark} />]]
    }),
  ])
}
