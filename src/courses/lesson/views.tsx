import { Badge } from '../../ui/badge.tsx'
import { LinkButton } from '../../ui/button.tsx'
import type { Page } from '../../ui/respond.tsx'
import { AssignmentBox } from '../assignments/box/views.tsx'
import type { Submission } from '../assignments/view/rules.ts'
import type { Talk } from '../discussion/rules.ts'
import { LessonTalk } from '../discussion/views.tsx'
import { LessonFoot } from '../learning/foot/views.tsx'
import type { StepRow } from '../outline/queries.ts'
import type { Outline } from '../outline/rules.ts'
import { PreviewBand } from '../page/preview/views.tsx'
import type { AttemptRow } from '../quizzes/attempts/queries.ts'
import { QuizBox } from '../quizzes/box/views.tsx'
import type { QuizFacts } from '../quizzes/rules.ts'
import { coursePath, lessonPath } from '../rules.ts'
import type { Unlock } from '../unlocking/rules.ts'
import { durationText, TYPES } from '../words/rules.ts'
import { LessonAside, LessonSteps, LessonTop } from './around/views.tsx'
import { Body } from './body/views.tsx'
import { Locked } from './lock/views.tsx'
import type { Beside, LessonBody, Own } from './rules.ts'

/** Never kept: what a lesson holds is for who may open it at this moment. */
export type LessonShared = {
  at: { slug: string; course: string; lesson: string }
  course: { title: string; timeZone: string; space: string }
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
  /** of who is enrolled, where it is open */
  own: Own | null
  /** the next lesson, if it is open once this one is done */
  onwards: Beside
  quiz: { facts: QuizFacts | null; attempts: AttemptRow[] } | null
  /** one's own work for an assignment */
  submission: Submission | null
  talk: Talk | null
  now: Date
  mayBuild: boolean
  isPreviewing: boolean
}

/** A lesson: what it holds or why it is locked, and the others beside it. */
export const LessonPage: Page<LessonShared, null> = {
  styles: ({ quiz, body }) => ['courses.css', ...(quiz || body?.task ? ['learning.css'] : [])],
  title: ({ lesson }) => lesson.title,
  Body: LessonMain,
  Aside: LessonAside,
  scripts: ({ talk }) => (talk ? ['posts.js'] : []),
}

function LessonMain(shared: LessonShared) {
  const { at, course, lesson, unlock, body, own, now } = shared
  const path = lessonPath(at.slug, at.course, at.lesson)
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
            <LinkButton icon="pencil" size="small" href={`${path}/edit`}>
              Edit
            </LinkButton>
          )}
        </div>
        <p class="facts">
          {lesson.isDraft && <Badge tone="amber">Draft</Badge>}
          {unlock.why === 'preview' && !own && <Badge tone="brand">Preview</Badge>}
          <span>{words}</span>
          {lesson.durationMinutes && <span>{durationText(lesson.durationMinutes)}</span>}
        </p>
        {body && <Body title={lesson.title} body={body} at={path} own={own} />}
        {body && shared.quiz && (
          <QuizBox at={path} {...shared.quiz} mayTake={own !== null || shared.mayBuild} now={now} />
        )}
        {body?.task && (
          <AssignmentBox
            at={path}
            task={body.task}
            submission={shared.submission}
            isEnrolled={own !== null}
            now={now}
          />
        )}
        {body && own && <LessonFoot at={path} {...own} isEnrolled next={shared.onwards} />}
        {!unlock.isOpen && (
          <Locked at={at} unlock={unlock} first={shared.first} timeZone={course.timeZone} />
        )}
        <LessonSteps previous={shared.previous} next={shared.next} />
        {shared.talk && (
          <LessonTalk
            slug={at.slug}
            space={course.space}
            at={path}
            talk={shared.talk}
            mayModerate={shared.mayBuild}
            now={now}
          />
        )}
      </article>
    </>
  )
}
