import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { tag } from '../../../edge/rules.ts'
import { input } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { fileIdsUnder, releaseLoose } from '../../media/queries.ts'
import { coursePath } from '../../rules.ts'
import { touchedIn } from '../rules.ts'
import { deleteCourse, findCourseSpace, insertCourse, updateCourse } from './queries.ts'
import { NewCourse } from './rules.ts'
import { NewCoursePage } from './views.tsx'

type Gate = { Bindings: Env }

/** Making a course, opening it to learners, and taking it away. */
export const makeRoutes = new Hono<Gate>()
  .get('/:community/s/:space/courses/new', async (c) => {
    const { slug, space } = await courseSpace(c)
    return show(c, NewCoursePage, { slug, space: { slug: space.slug, name: space.name } }, {})
  })
  .post('/:community/s/:space/courses', async (c) => {
    const { slug, space, me } = await courseSpace(c)
    const form = await input(c, NewCourse)
    const shared = { slug, space: { slug: space.slug, name: space.name } }
    if (!form.ok) return refuse(c, form.errors, NewCoursePage, shared, form)
    const id = newId()
    const made = await insertCourse(c.var.db, { id, me }, space.id, form.value)
    if (made.rows.length === 0) throw new HTTPException(403)
    c.var.touch(tag.space(slug, space.slug))
    return done(c, { id }, `${coursePath(slug, id)}/edit`, { status: 201 })
  })
  .put('/:community/courses/:course/publication', (c) => publish(c, true))
  .delete('/:community/courses/:course/publication', (c) => publish(c, false))
  .delete('/:community/courses/:course', async (c) => {
    const id = c.req.param('course')
    const at = await courseFor(c, (db) => [fileIdsUnder(db, { course: id })])
    const me = insistBuilder(at.viewer)
    const { db } = c.var
    const files = at.rows[0].map((row) => row.fileId)
    const [gone] = await db.batch([
      deleteCourse(db, { id: at.course.id, me }),
      releaseLoose(db, files),
    ])
    if (gone.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedIn(at))
    const path = `/${at.slug}/s/${at.course.space.slug}`
    return done(c, { id: at.course.id }, path, { notice: `${at.course.title} is gone.` })
  })

async function publish(c: Context<Gate>, isPublished: boolean) {
  const at = await courseFor(c, () => [])
  const me = insistBuilder(at.viewer)
  const path = `${coursePath(at.slug, at.course.id)}/edit`
  if (isPublished && !at.steps.some(({ publishedAt }) => publishedAt))
    throw new HTTPException(422, { message: 'Add a lesson first: there is nothing to learn yet.' })
  const changed = await updateCourse(c.var.db, { id: at.course.id, me }, { isPublished })
  if (changed.length === 0) throw new HTTPException(403)
  const name = isPublished ? c.var.touch : c.var.revoke
  name(...touchedIn(at))
  const notice = isPublished ? `${at.course.title} is open.` : 'It is a draft again.'
  return done(c, { isPublished }, path, { notice })
}

/** The course space of the path, for who builds in it. */
export async function courseSpace(c: Context<Gate>) {
  const [slug, address] = [c.req.param('community') ?? '', c.req.param('space') ?? '']
  const { viewer, rows } = await c.var.visit((db, me) => [findCourseSpace(db, slug, address, me)])
  const [[space]] = rows
  if (!space) throw new HTTPException(404)
  const me = insistBuilder(viewer)
  return { slug, space, me }
}
