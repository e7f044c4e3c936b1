import { Icon } from '../../../ui/icon.tsx'
import { CourseProgress } from '../../learning/views.tsx'
import { firstOf } from '../../outline/rules.ts'
import { LessonMark, OutlineList } from '../../outline/views.tsx'
import { coursePath, lessonPath } from '../../rules.ts'
import type { Beside } from '../rules.ts'
import type { LessonShared } from '../views.tsx'

/** The way back to the course, and where in it one is. */
export const LessonTop = ({ at, course, module, place, count }: LessonShared) => (
  <div class="lesson-top">
    <nav class="crumbs" aria-label="Where you are">
      <a href={coursePath(at.slug, at.course)} dir="auto">
        {course.title}
      </a>
      <Icon name="right" size={16} />
      <span class="truncate" dir="auto">
        {module}
      </span>
    </nav>
    {place > 0 && <span class="hint lesson-place">{`Lesson ${place} of ${count}`}</span>}
  </div>
)

/** Links to the lessons before and after. */
export const LessonSteps = ({ previous, next }: { previous: Beside; next: Beside }) => (
  <nav class="lesson-steps" aria-label="Lessons beside this one">
    {previous && (
      <a class="lesson-step" href={previous.href} rel="prev">
        <Icon name="left" size={18} />
        <span class="lesson-step-words">
          <span class="hint">Before</span>
          <span class="lesson-step-title" dir="auto">
            {previous.title}
          </span>
        </span>
      </a>
    )}
    {next && (
      <a class="lesson-step lesson-step-next" href={next.href} rel="next">
        <span class="lesson-step-words">
          <span class="hint">Next</span>
          <span class="lesson-step-title" dir="auto">
            {next.title}
          </span>
        </span>
        <Icon name="right" size={18} />
      </a>
    )}
  </nav>
)

/** All lessons of the course, with how the viewer stands to each. */
export function LessonAside({ at, course, outline, unlocks, finished, isLearning }: LessonShared) {
  const done = new Set(finished)
  const all = outline.flatMap(({ lessons }) => lessons)
  const first = firstOf(all, unlocks)
  return (
    <section class="lesson-aside" id="lesson-aside" data-live aria-label="Lessons of this course">
      <a class="lesson-aside-title" href={coursePath(at.slug, at.course)} dir="auto">
        {course.title}
      </a>
      {isLearning && (
        <CourseProgress
          done={all.filter(({ id }) => done.has(id)).length}
          total={all.length}
          small
        />
      )}
      <OutlineList
        modules={outline}
        current={at.lesson}
        hrefOf={({ id }) => lessonPath(at.slug, at.course, id)}
        markOf={({ id, isPreview }) => (
          <LessonMark
            isPreview={isPreview}
            unlock={unlocks[id] ?? null}
            isDone={done.has(id)}
            timeZone={course.timeZone}
            first={first(id)}
          />
        )}
      />
    </section>
  )
}
