import { Badge } from '../../ui/badge.tsx'
import { LinkButton } from '../../ui/button.tsx'
import type { Page } from '../../ui/respond.tsx'
import type { StepRow } from '../outline/queries.ts'
import type { Outline } from '../outline/rules.ts'
import { PreviewBand } from '../page/preview/views.tsx'
import { coursePath, lessonPath } from '../rules.ts'
import type { Unlock } from '../unlocking/rules.ts'
import { durationText, TYPES } from '../words/rules.ts'
import { LessonAside, LessonSteps, LessonTop } from './around/views.tsx'
import { Body } from './body/views.tsx'
import { Locked } from './lock/views.tsx'
import type { Beside, LessonBody } from './rules.ts'

/** Never kept: what a lesson holds is for who may open it at this moment. */
export type LessonShared = {
  at: { slug: string; course: string; lesson: string }
  course: { title: string; timeZone: string }
  module: string
  lesson: Pick<StepRow, 'title' | 'lessonType' | 'durationMinutes'> & { isDraft: boolean }
  unlock: Unlock
  /** what has to be finished first */
  first: string | null
  /** null while it is locked */
  body: LessonBody | null
  previous: Beside
  next: Beside
  place: number
  count: number
  outline: Outline<Pick<StepRow, 'id' | 'title' | 'lessonType' | 'durationMinutes' | 'isPreview'>>
  unlocks: Record<string, Unlock>
  finished: string[]
  isLearning: boolean
  /** seconds from the beginning that the viewer came to */
  seconds: number
  mayBuild: boolean
  isPreviewing: boolean
}

/** A lesson: what it holds or why it is locked, and the others beside it. */
export const LessonPage: Page<LessonShared, null> = {
  title: ({ lesson }) => lesson.title,
  Body: LessonMain,
  Aside: LessonAside,
}

function LessonMain(shared: LessonShared) {
  const { at, course, lesson, unlock, body, seconds } = shared
  const { words } = TYPES[lesson.lessonType]
  return (
    <>
      {shared.isPreviewing && <PreviewBand href={coursePath(at.slug, at.course)} />}
      <article class="lesson-page">
        <LessonTop {...shared} />
        <div class="course-top">
          <h1 class="page-title" dir="auto">
            {lesson.title}
          </h1>
          {shared.mayBuild && (
            <LinkButton
              icon="pencil"
              size="small"
              href={`${lessonPath(at.slug, at.course, at.lesson)}/edit`}
            >
              Edit
            </LinkButton>
          )}
        </div>
        <p class="facts">
          {lesson.isDraft && <Badge tone="amber">Draft</Badge>}
          {unlock.why === 'preview' && <Badge tone="brand">Preview</Badge>}
          <span>{words}</span>
          {lesson.durationMinutes && <span>{durationText(lesson.durationMinutes)}</span>}
        </p>
        {body && <Body title={lesson.title} body={body} start={seconds} />}
        {!unlock.isOpen && (
          <Locked at={at} unlock={unlock} first={shared.first} timeZone={course.timeZone} />
        )}
        <LessonSteps previous={shared.previous} next={shared.next} />
      </article>
    </>
  )
}
