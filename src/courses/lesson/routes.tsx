import { Hono } from 'hono'
import { idParam } from '../../ui/input.ts'
import { show } from '../../ui/respond.tsx'
import { submissionOf } from '../assignments/queries.ts'
import { saidUnder } from '../discussion/queries.ts'
import { gate } from '../gate/routes.tsx'
import { filesOf } from '../media/queries.ts'
import { attemptsOf } from '../quizzes/attempts/queries.ts'
import { quizFactsOf } from '../quizzes/queries.ts'
import { idFrom } from '../rules.ts'
import { findContent } from './queries.ts'
import { sharedFrom } from './shared/rules.ts'
import { LessonPage } from './views.tsx'

export const lessonRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/lessons/:lesson',
  async (c) => {
    const id = idParam(c, 'lesson')
    const found = await gate(c, (db, me) => [
      findContent(db, id),
      filesOf(db, id),
      quizFactsOf(db, id),
      attemptsOf(db, id, me),
      submissionOf(db, id, me),
      saidUnder(db, id, idFrom(c.req.query('after'))),
    ])
    const shared = sharedFrom(found, found.rows, c.var.now)
    return show(c, LessonPage, shared, null, shared.unlock.isOpen ? 200 : 403)
  },
)
