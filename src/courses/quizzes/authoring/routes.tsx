import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { type Errors, idParam, input, insist, type Typed } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { lessonFor } from '../../learning/lesson/routes.tsx'
import { quizOf } from '../queries.ts'
import { QUIZ_DEFAULTS, type Question, type QuestionKind, type Quiz } from '../rules.ts'
import { QuizEditPage } from './list/views.tsx'
import { changeQuiz } from './queries.ts'
import { QuestionPage } from './question/views.tsx'
import {
  FORMS,
  kindFrom,
  MAX_QUESTIONS,
  Move,
  moved,
  questionFrom,
  SettingsForm,
  typedFrom,
} from './rules.ts'

type Gate = { Bindings: Env }
type At = Awaited<ReturnType<typeof authored>>

const PATH = '/:community/courses/:course/lessons/:lesson/quiz'

/** Writing a quiz: each change makes a new version, whatever is being taken meanwhile. */
export const authoringRoutes = new Hono<Gate>()
  .get(`${PATH}/edit`, async (c) => {
    const at = await authored(c)
    return show(c, QuizEditPage, at.shared, {
      quiz: at.quiz,
      typed: { ...at.quiz.settings },
      errors: {},
    })
  })
  .patch(PATH, async (c) => {
    const at = await authored(c)
    const form = await input(c, SettingsForm)
    if (!form.ok) {
      const mine = { quiz: at.quiz, typed: form.typed, errors: form.errors }
      return refuse(c, form.errors, QuizEditPage, at.shared, mine)
    }
    return change(c, at, { ...at.quiz, settings: form.value })
  })
  .get(`${PATH}/questions/new`, async (c) => {
    const at = await authored(c)
    const kind = kindFrom(c.req.query('kind')) ?? 'single'
    return show(
      c,
      QuestionPage,
      { ...at.shared, kind, id: null },
      { typed: { points: 1 }, errors: {} },
    )
  })
  .post(`${PATH}/questions`, async (c) => {
    const at = await authored(c)
    if (at.quiz.questions.length >= MAX_QUESTIONS)
      throw new HTTPException(422, { message: `A quiz has at most ${MAX_QUESTIONS} questions.` })
    return asked(c, at, newId(), (questions, question) => [...questions, question])
  })
  .get(`${PATH}/questions/:question/edit`, async (c) => {
    const { at, question } = await known(c)
    const shared = { ...at.shared, kind: question.kind, id: question.id }
    return show(c, QuestionPage, shared, { typed: typedFrom(question), errors: {} })
  })
  .patch(`${PATH}/questions/:question`, async (c) => {
    const { at, question } = await known(c)
    return asked(
      c,
      at,
      question.id,
      (all, now) => all.map((one) => (one.id === now.id ? now : one)),
      question.kind,
    )
  })
  .delete(`${PATH}/questions/:question`, async (c) => {
    const { at, question } = await known(c)
    const questions = at.quiz.questions.filter(({ id }) => id !== question.id)
    return change(c, at, { ...at.quiz, questions }, 'The question is gone.')
  })
  .put(`${PATH}/questions/:question/position`, async (c) => {
    const { at, question } = await known(c)
    const { move } = await insist(c, Move)
    return change(c, at, { ...at.quiz, questions: moved(at.quiz.questions, question.id, move) })
  })

/** The quiz of the path, for who builds courses. */
async function authored(c: Context<Gate>) {
  const at = await lessonFor(c, (db, _, lesson) => [quizOf(db, lesson)])
  const { lesson, isStaff, me, href, slug } = at
  if (!isStaff) throw new HTTPException(403)
  if (lesson.lessonType !== 'quiz') throw new HTTPException(404)
  const [[row]] = at.rows
  const quiz: Quiz = row ?? { settings: QUIZ_DEFAULTS, questions: [] }
  const shared = { title: lesson.title, href, course: { ...lesson.course, slug } }
  return { me, quiz, shared, href, lessonId: lesson.id, seen: row?.id ?? null }
}

async function known(c: Context<Gate>) {
  const id = idParam(c, 'question')
  const at = await authored(c)
  const question = at.quiz.questions.find((one) => one.id === id)
  if (!question) throw new HTTPException(404)
  return { at, question }
}

/** Reads a question by its kind, and writes what that makes of the quiz. */
async function asked(
  c: Context<Gate>,
  at: At,
  id: string,
  into: (all: Question[], question: Question) => Question[],
  was?: QuestionKind,
) {
  const kind = was ?? kindFrom(c.req.query('kind')) ?? 'single'
  const form = await input(c, FORMS[kind])
  const again = (errors: Errors, typed: Typed) => {
    const shared = { ...at.shared, kind, id: was ? id : null }
    return refuse(c, errors, QuestionPage, shared, { typed, errors })
  }
  if (!form.ok) return again(form.errors, form.typed)
  const before = at.quiz.questions.find((one) => one.id === id)
  const question = questionFrom(id, kind, form.value, before)
  return change(c, at, { ...at.quiz, questions: into(at.quiz.questions, question) }, 'Saved.', id)
}

async function change(c: Context<Gate>, at: At, quiz: Quiz, notice = 'Saved.', id?: string) {
  const { lessonId, me, seen, href } = at
  const [, made] = await c.var.db.batch(changeQuiz(c.var.db, { lessonId, me, seen }, quiz))
  if (made.rows.length === 0)
    throw new HTTPException(409, {
      message: 'Someone else changed this quiz just now. Look again.',
    })
  const status = c.req.method === 'POST' ? 201 : 200
  return done(c, { id: id ?? lessonId }, `${href}/quiz/edit`, { status, notice })
}
