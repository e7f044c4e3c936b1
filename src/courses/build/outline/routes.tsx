import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam, insist } from '../../../ui/input.ts'
import { done, show } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { holdCourse } from '../../learning/completion/queries.ts'
import { outlineOf } from '../../outline/rules.ts'
import { touchedIn } from '../rules.ts'
import { orderOutline } from './queries.ts'
import { Move, Order, orderOf, withLessonMoved, withModuleMoved } from './rules.ts'
import { OutlinePage } from './views.tsx'

type Gate = { Bindings: Env }

/** The outline as who builds sees it, and its order. */
export const outlineRoutes = new Hono<Gate>()
  .get('/:community/courses/:course/edit', async (c) => {
    const { viewer, slug, course, modules, steps } = await courseFor(c, () => [])
    insistBuilder(viewer)
    const { mayLearn: _mine, ...about } = course
    const shared = { slug, course: about, outline: outlineOf(modules, steps) }
    return show(c, OutlinePage, shared, null)
  })
  .put('/:community/courses/:course/outline', async (c) => {
    const at = await courseFor(c, () => [])
    insistBuilder(at.viewer)
    const { modules } = await insist(c, Order)
    return reorder(c, at, modules)
  })
  .put('/:community/courses/:course/modules/:module/position', async (c) => {
    const id = idParam(c, 'module')
    const at = await courseFor(c, () => [])
    insistBuilder(at.viewer)
    const { move } = await insist(c, Move)
    return reorder(c, at, withModuleMoved(orderOf(at.modules, at.steps), id, move))
  })
  .put('/:community/courses/:course/lessons/:lesson/position', async (c) => {
    const id = idParam(c, 'lesson')
    const at = await courseFor(c, () => [])
    insistBuilder(at.viewer)
    const { move } = await insist(c, Move)
    return reorder(c, at, withLessonMoved(orderOf(at.modules, at.steps), id, move))
  })

type Found = Awaited<ReturnType<typeof courseFor>>

async function reorder(c: Parameters<typeof courseFor>[0], at: Found, order: Order) {
  const me = insistBuilder(at.viewer)
  const { db } = c.var
  const [, , ordered] = await db.batch([
    holdCourse(db, at.course.id),
    ...orderOutline(db, { courseId: at.course.id, me }, order),
  ])
  if (ordered.rows.length === 0) throw new HTTPException(422, { message: 'Name its modules.' })
  c.var.touch(...touchedIn(at))
  return done(c, { modules: order }, `/${at.slug}/courses/${at.course.id}/edit`)
}
