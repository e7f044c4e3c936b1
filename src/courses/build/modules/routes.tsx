import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { newId } from '../../../db/columns.ts'
import { idParam, insist } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { holdCourse, settleCompletion } from '../../learning/completion/queries.ts'
import { fileIdsUnder, releaseLoose } from '../../media/queries.ts'
import { coursePath } from '../../rules.ts'
import { title, touchedIn } from '../rules.ts'
import { deleteModule, insertModule, renameModule } from './queries.ts'

export const Named = z.object({ title })

/** The parts of a course. */
export const moduleRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/courses/:course/modules', async (c) => {
    const at = await courseFor(c, () => [])
    const me = insistBuilder(at.viewer)
    const named = await insist(c, Named)
    const { db } = c.var
    const id = newId()
    const [, made] = await db.batch([
      holdCourse(db, at.course.id),
      insertModule(db, { id, courseId: at.course.id, me }, named.title),
    ])
    if (made.rows.length === 0) throw new HTTPException(403)
    c.var.touch(...touchedIn(at))
    return done(c, { id }, `${coursePath(at.slug, at.course.id)}/edit`, { status: 201 })
  })
  .patch('/:community/courses/:course/modules/:module', async (c) => {
    const { at, place } = await own(c)
    const named = await insist(c, Named)
    const renamed = await renameModule(c.var.db, place, named.title)
    if (renamed.length === 0) throw new HTTPException(403)
    c.var.touch(...touchedIn(at))
    return done(c, { id: place.id }, `${coursePath(at.slug, at.course.id)}/edit`)
  })
  .delete('/:community/courses/:course/modules/:module', async (c) => {
    const { at, place, files, name } = await own(c)
    const { db } = c.var
    const [, gone] = await db.batch([
      holdCourse(db, at.course.id),
      deleteModule(db, place),
      releaseLoose(db, files),
      settleCompletion(db, at.course.id),
    ])
    if (gone.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedIn(at))
    const path = `${coursePath(at.slug, at.course.id)}/edit`
    return done(c, { id: place.id }, path, { notice: `${name} is gone.` })
  })

/** A module of the course, for those who build. */
async function own(c: Parameters<typeof courseFor>[0]) {
  const id = idParam(c, 'module')
  const at = await courseFor(c, (db) => [fileIdsUnder(db, { module: id })])
  const me = insistBuilder(at.viewer)
  const module = at.modules.find((one) => one.id === id)
  if (!module) throw new HTTPException(404)
  const files = at.rows[0].map((row) => row.fileId)
  return { at, place: { id, courseId: at.course.id, me }, files, name: module.title }
}
