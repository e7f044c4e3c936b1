import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { insist } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { contentOf } from '../../content/rules.ts'
import { coursePath, lessonPath } from '../../rules.ts'
import { holdEnrolment, settleCompletion } from '../completion/queries.ts'
import { insistLearner, lessonFor } from '../lesson/routes.tsx'
import { isPlayedOut, MARKED } from '../rules.ts'
import { finishLesson, reopenLesson, saveSeconds } from './queries.ts'
import { Done, Played } from './rules.ts'

const PATH = '/:community/courses/:course/lessons/:lesson'

/** How far learners came in a lesson, and whether they have done it. */
export const progressRoutes = new Hono<{ Bindings: Env }>()
  .put(`${PATH}/progress`, async (c) => {
    const { me, courseId, lesson, href } = await lessonFor(c, () => [])
    const played = await insist(c, Played)
    const { lessonType, duration } = lesson
    if (lessonType !== 'video' && lessonType !== 'audio') throw new HTTPException(404)
    insistLearner(lesson)
    const seconds = Math.min(played.seconds, Math.ceil(duration ?? played.seconds))
    const { doneAtEnd } = contentOf(lessonType, lesson.content)
    const isDone = doneAtEnd && isPlayedOut({ seconds, isEnded: played.isEnded }, duration)
    const { db } = c.var
    const save = saveSeconds(db, lesson.id, me, seconds)
    const [saved] = isDone
      ? await db.batch([
          save,
          holdEnrolment(db, courseId, me),
          finishLesson(db, lesson.id, me),
          settleCompletion(db, courseId, me),
        ])
      : await db.batch([save])
    const [row] = saved.rows
    if (!row) throw new HTTPException(403)
    // nobody else sees it, and no page that is kept shows it
    c.var.spare()
    return done(c, { seconds: row.seconds, isDone: isDone || row.completedAt !== null }, href)
  })
  .put(`${PATH}/done`, async (c) => {
    const { me, slug, courseId, lesson, href } = await lessonFor(c, () => [])
    const { next } = await insist(c, Done)
    insistLearner(lesson)
    if (!MARKED.includes(lesson.lessonType))
      throw new HTTPException(403, { message: 'This lesson is done in another way.' })
    const { db } = c.var
    const [, finished, settled] = await db.batch([
      holdEnrolment(db, courseId, me),
      finishLesson(db, lesson.id, me),
      settleCompletion(db, courseId, me),
    ])
    if (finished.rows.length === 0) throw new HTTPException(403)
    const isCompleted = settled.rows.length > 0
    const on = next ? lessonPath(slug, courseId, next) : href
    return done(
      c,
      { id: lesson.id, isDone: true, isCompleted },
      isCompleted ? coursePath(slug, courseId) : on,
      {
        notice: isCompleted ? `You have finished ${lesson.course.title}. Well done!` : undefined,
      },
    )
  })
  .delete(`${PATH}/done`, async (c) => {
    const { me, lesson, href } = await lessonFor(c, () => [])
    if (!MARKED.includes(lesson.lessonType)) throw new HTTPException(403)
    const [row] = await reopenLesson(c.var.db, lesson.id, me)
    if (!row) throw new HTTPException(404)
    return done(c, { id: lesson.id, isDone: false }, href)
  })
