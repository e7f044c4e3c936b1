import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { show } from '../../../ui/respond.tsx'
import { lessonFor } from '../../learning/lesson/routes.tsx'
import { quizOf } from '../queries.ts'
import { QUIZ_DEFAULTS } from '../rules.ts'
import { answerNumbers, attemptNumbers, lastAttempts, questionNumbers } from './queries.ts'
import { resultsOf } from './rules.ts'
import { ResultsPage } from './views.tsx'

export const resultRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/lessons/:lesson/quiz/results',
  async (c) => {
    const at = await lessonFor(c, (db, me, lesson) => [
      quizOf(db, lesson),
      attemptNumbers(db, lesson, me),
      questionNumbers(db, lesson, me),
      answerNumbers(db, lesson, me),
      lastAttempts(db, lesson, me),
    ])
    const { lesson, isStaff, href, slug } = at
    if (!isStaff) throw new HTTPException(403)
    if (lesson.lessonType !== 'quiz') throw new HTTPException(404)
    const [[row], [counted], shares, answers, last] = at.rows
    const quiz = row ?? { settings: QUIZ_DEFAULTS, questions: [] }
    const mine = {
      numbers: counted ?? { attempts: 0, people: 0, passed: 0, percent: null },
      questions: resultsOf(quiz, { shares: shares.rows, answers: answers.rows }),
      last,
    }
    const shared = { title: lesson.title, href, course: { ...lesson.course, slug } }
    return show(c, ResultsPage, shared, mine)
  },
)
