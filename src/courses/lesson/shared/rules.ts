import { isMember } from '../../../communities/rules.ts'
import type { SubmissionRow } from '../../assignments/queries.ts'
import { submissionFrom } from '../../assignments/view/rules.ts'
import type { SaidRow } from '../../discussion/queries.ts'
import { talkFrom } from '../../discussion/rules.ts'
import type { gate } from '../../gate/routes.tsx'
import type { LessonFile } from '../../media/queries.ts'
import { outlineOf, published } from '../../outline/rules.ts'
import type { AttemptRow } from '../../quizzes/attempts/queries.ts'
import type { QuizFacts } from '../../quizzes/rules.ts'
import { mayBuild } from '../../rules.ts'
import { besideOf, bodyFrom, onwards, ownFrom } from '../rules.ts'
import type { LessonShared } from '../views.tsx'

type Found = Omit<Awaited<ReturnType<typeof gate>>, 'rows'>
type Rows = [
  { content: unknown }[],
  LessonFile[],
  QuizFacts[],
  AttemptRow[],
  SubmissionRow[],
  SaidRow[],
]

/** Everything that the page of a lesson shows; what it holds only where it is open. */
export function sharedFrom(found: Found, rows: Rows, now: Date): LessonShared {
  const { slug, course, lesson, modules, steps, standing, unlock, unlocks, progress } = found
  const [[stored], files, [facts = null], attempts, [work], said] = rows
  const at = { slug, course: course.id, lesson: lesson.id }
  const listed = standing.isStaff ? steps : published(steps)
  const type = lesson.lessonType
  const body = unlock.isOpen && stored ? bodyFrom(type, stored.content, files, at) : null
  const isLearner = standing.enrolledAt !== null && standing.mayLearn
  const beside = besideOf(listed, at)
  return {
    at,
    course: { title: course.title, timeZone: course.timeZone, space: course.space.slug },
    module: modules.find(({ id }) => id === lesson.moduleId)?.title ?? '',
    lesson: {
      ...{ title: lesson.title, lessonType: type, durationMinutes: lesson.durationMinutes },
      isDraft: lesson.publishedAt === null,
    },
    unlock,
    first: firstOf(found),
    body,
    ...beside,
    outline: outlineOf(modules, listed.map(facing)).filter(({ lessons }) => lessons.length > 0),
    unlocks: Object.fromEntries(
      listed.flatMap(({ id }) => (unlocks[id] ? [[id, unlocks[id]]] : [])),
    ),
    finished: [...standing.finished],
    own:
      body && isLearner
        ? ownFrom(
            type,
            body,
            progress.find((row) => row.lessonId === lesson.id),
          )
        : null,
    isLearning: isLearner,
    onwards: onwards(beside.next, lesson.id, unlocks),
    quiz: body && type === 'quiz' ? { facts, attempts } : null,
    submission: body && work ? submissionFrom(work) : null,
    // for those who belong: what people ask is not for passers-by
    talk: body && isMember(found.viewer) ? talkFrom(said, found.me) : null,
    mayBuild: mayBuild(found.viewer) && !found.isPreviewing,
    isPreviewing: found.isPreviewing,
    now,
  }
}

const firstOf = ({ unlock, steps }: Found): string | null =>
  !unlock.isOpen && unlock.why === 'order'
    ? (steps.find(({ id }) => id === unlock.after)?.title ?? null)
    : null

/** What a list of lessons shows of one. */
const facing = ({
  id,
  title,
  lessonType,
  durationMinutes,
  isPreview,
  moduleId,
}: Found['lesson']) => ({
  ...{ id, title, lessonType, durationMinutes, isPreview, moduleId },
})
