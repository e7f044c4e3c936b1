import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { idParam, insist } from '../../../ui/input.ts'
import { done, show } from '../../../ui/respond.tsx'
import { insistLearner, lessonFor } from '../../learning/lesson/routes.tsx'
import { answersFrom } from '../answers/rules.ts'
import { gradeOf } from '../grading/rules.ts'
import { closing } from './closing/queries.ts'
import { attemptView } from './page/rules.ts'
import { AttemptPage } from './page/views.tsx'
import { attemptsOf, findAttempt, openAttemptOf, saveAnswers, startAttempt } from './queries.ts'
import { Fields, isOverdue } from './rules.ts'

type Gate = { Bindings: Env }

const PATH = '/:community/courses/:course/lessons/:lesson/attempts'

/** Taking a quiz: the server keeps the time, and the key never leaves it before it may. */
export const attemptRoutes = new Hono<Gate>()
  .post(PATH, async (c) => {
    const at = await lessonFor(c, (db, me, lesson) => [openAttemptOf(db, lesson, me)])
    const { me, lesson, courseId, href, isStaff } = at
    if (lesson.lessonType !== 'quiz') throw new HTTPException(404)
    if (!isStaff) insistLearner(lesson)
    const { db, now } = c.var
    const [[going]] = at.rows
    if (going && !isOverdue(going, now))
      return done(c, { id: going.id }, `${href}/attempts/${going.id}`, { status: 201 })
    if (going) await db.batch(closing(db, { ...going, courseId }, going.answers))
    const [, [open]] = await db.batch([
      startAttempt(db, newId(), lesson.id, me),
      openAttemptOf(db, lesson.id, me),
    ])
    if (!open) throw new HTTPException(403, { message: 'You have no attempt left.' })
    return done(c, { id: open.id }, `${href}/attempts/${open.id}`, { status: 201 })
  })
  .get(`${PATH}/:attempt`, async (c) => {
    const { at, attempt, all } = await own(c)
    const { href, lesson, courseId, slug, isStaff, me } = at
    const shared = { title: lesson.title, href, course: { ...lesson.course, slug, id: courseId } }
    const isOwn = attempt.userId === me
    const mine = attemptView(attempt, { all, isOwn, isStaff, now: c.var.now })
    return show(c, AttemptPage, shared, mine)
  })
  .put(`${PATH}/:attempt/answers`, async (c) => {
    const { at, attempt } = await own(c)
    const said = await insist(c, Fields)
    const answers = answersFrom(attempt.quiz.questions, said)
    const [saved] = await saveAnswers(c.var.db, attempt.id, at.me, answers)
    if (!saved) throw new HTTPException(409, { message: 'This attempt is over.' })
    c.var.spare()
    return done(c, { id: attempt.id }, `${at.href}/attempts/${attempt.id}`)
  })
  .put(`${PATH}/:attempt/hand-in`, async (c) => {
    const { at, attempt } = await own(c)
    const { me, courseId, lesson, href } = at
    if (attempt.userId !== me) throw new HTTPException(403)
    const said = await insist(c, Fields)
    const { db, now } = c.var
    const isLate = isOverdue(attempt, now)
    const answers = isLate ? attempt.answers : answersFrom(attempt.quiz.questions, said)
    const [, handed, , settled] = await db.batch(
      closing(db, { ...attempt, lessonId: lesson.id, courseId }, answers),
    )
    const path = `${href}/attempts/${attempt.id}`
    // the second of two at once has handed in nothing: the first one's result stands
    if (handed.length === 0) return done(c, { id: attempt.id }, path)
    const { points, of, isPassed } = gradeOf(attempt.quiz, answers)
    return done(
      c,
      { id: attempt.id, points, of, isPassed, isCompleted: settled.rows.length > 0 },
      path,
      {
        notice: isLate
          ? 'The time was up: what you had answered by then was handed in.'
          : undefined,
      },
    )
  })

/** The attempt of the path: one's own while its lesson is open, any for who looks after the course. */
async function own(c: Context<Gate>) {
  const id = idParam(c, 'attempt')
  const at = await lessonFor(c, (db, me, lesson) => [
    findAttempt(db, lesson, id, me),
    attemptsOf(db, lesson, me),
  ])
  const [[attempt], all] = at.rows
  if (!attempt) throw new HTTPException(404)
  if (!at.isStaff) insistLearner(at.lesson)
  return { at, attempt, all }
}
