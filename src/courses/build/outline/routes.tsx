import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam, insist } from '../../../ui/input.ts'
import { done, show } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { holdCourse } from '../../learning/completion/queries.ts'
import { outlineOf } from '../../outline/rules.ts'
import { coursePath } from '../../rules.ts'
import { touchedIn } from '../rules.ts'
import { orderOutline, placeLesson, placeModule } from './queries.ts'
import { LessonMove, lessonPlace, ModuleMove, modulePlace, Order, orderOf } from './rules.ts'
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
    const me = insistBuilder(at.viewer)
    const { modules } = await insist(c, Order)
    const { db } = c.var
    const [, , ordered] = await db.batch([
      holdCourse(db, at.course.id),
      ...orderOutline(db, { courseId: at.course.id, me }, modules),
    ])
    if (ordered.rows.length === 0) throw new HTTPException(422, { message: 'Name its modules.' })
    return moved(c, at, { modules })
  })
  .put('/:community/courses/:course/modules/:module/position', async (c) => {
    const id = idParam(c, 'module')
    const at = await courseFor(c, () => [])
    const me = insistBuilder(at.viewer)
    if (!at.modules.some((module) => module.id === id)) throw new HTTPException(404)
    const said = await insist(c, ModuleMove)
    const place = said.move ? modulePlace(orderOf(at.modules, at.steps), id, said.move) : said
    if (!place) return moved(c, at, { id })
    const { db } = c.var
    const [, placed] = await db.batch([
      holdCourse(db, at.course.id),
      placeModule(db, { courseId: at.course.id, me }, id, place.after),
    ])
    if (placed.rows.length === 0) throw changed()
    return moved(c, at, { id, ...place })
  })
  .put('/:community/courses/:course/lessons/:lesson/position', async (c) => {
    const id = idParam(c, 'lesson')
    const at = await courseFor(c, () => [])
    const me = insistBuilder(at.viewer)
    if (!at.steps.some((step) => step.id === id)) throw new HTTPException(404)
    const said = await insist(c, LessonMove)
    const place = said.move ? lessonPlace(orderOf(at.modules, at.steps), id, said.move) : said
    if (!place) return moved(c, at, { id })
    const { db } = c.var
    const [, placed] = await db.batch([
      holdCourse(db, at.course.id),
      placeLesson(db, { courseId: at.course.id, me }, id, place),
    ])
    if (placed.rows.length === 0) throw changed()
    return moved(c, at, { id, ...place })
  })

/** What it was to stand beside has gone, or stands elsewhere by now. */
const changed = () =>
  new HTTPException(409, {
    message: 'Someone changed this course meanwhile. Look again, and move it once more.',
  })

function moved(
  c: Context<Gate>,
  at: Awaited<ReturnType<typeof courseFor>>,
  data: object,
): Promise<Response> {
  c.var.touch(...touchedIn(at))
  return done(c, data, `${coursePath(at.slug, at.course.id)}/edit`)
}
