import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { input } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { contentOf } from '../../content/rules.ts'
import { lessonFor } from '../../learning/lesson/routes.tsx'
import { TaskForm } from '../rules.ts'
import { updateTask } from './queries.ts'
import { TaskPage } from './views.tsx'

type Gate = { Bindings: Env }

const PATH = '/:community/courses/:course/lessons/:lesson/assignment'

export const taskRoutes = new Hono<Gate>()
  .get(`${PATH}/edit`, async (c) => {
    const { shared, task } = await set(c)
    return show(c, TaskPage, shared, { typed: { ...task }, errors: {} })
  })
  .patch(PATH, async (c) => {
    const { shared, lesson, me, href } = await set(c)
    const form = await input(c, TaskForm)
    if (!form.ok)
      return refuse(c, form.errors, TaskPage, shared, { typed: form.typed, errors: form.errors })
    const [changed] = await updateTask(c.var.db, lesson.id, me, form.value)
    if (!changed) throw new HTTPException(403)
    return done(c, { id: lesson.id }, `${href}/edit`, { notice: 'Saved.' })
  })

/** The assignment of the path, for who builds courses. */
async function set(c: Context<Gate>) {
  const at = await lessonFor(c, () => [])
  const { lesson, isStaff, href, slug } = at
  if (!isStaff) throw new HTTPException(403)
  if (lesson.lessonType !== 'assignment') throw new HTTPException(404)
  const { task } = contentOf('assignment', lesson.content)
  return { ...at, task, shared: { title: lesson.title, href, course: { ...lesson.course, slug } } }
}
