import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../../communities/rules.ts'
import { idParam } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { courseFor } from '../../gate/routes.tsx'
import { coursePath, lessonPath } from '../../rules.ts'
import { unlocksOf } from '../../unlocking/rules.ts'
import { continueAt } from '../rules.ts'
import { enrol, leave } from './queries.ts'

/** Beginning a course, leaving it and coming back. */
export const enrolmentRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/courses/:course/enrolment', async (c) => {
    const at = await courseFor(c, () => [])
    const { viewer, me, slug, course, steps, standing, progress } = at
    if (!me) throw new HTTPException(401)
    if (!isMember(viewer))
      throw new HTTPException(403, { message: 'Join the community, and then enrol.' })
    if (!course.mayLearn && !standing.isStaff)
      throw new HTTPException(403, { message: 'This course is not open to you.' })
    const { rows } = await enrol(c.var.db, course.id, me)
    const [row] = rows
    if (!row) throw new HTTPException(403, { message: 'This course is not open to you yet.' })
    const enrolledAt = new Date(row.enrolledAt)
    const now = { ...standing, isStaff: false, mayLearn: true, enrolledAt }
    const next = continueAt(steps, unlocksOf(steps, course, now, c.var.now), progress)
    const path = next ? lessonPath(slug, course.id, next.id) : coursePath(slug, course.id)
    return done(c, { id: course.id, enrolledAt }, path, {
      notice: `${course.title} is yours to learn.`,
    })
  })
  .delete('/:community/courses/:course/enrolment', async (c) => {
    const slug = c.req.param('community')
    const id = idParam(c, 'course')
    const { viewer } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const [left] = await leave(c.var.db, id, viewer.profile.id)
    if (!left) throw new HTTPException(404)
    return done(c, { id }, coursePath(slug, id), {
      notice: 'You have left the course. What you did is kept.',
    })
  })
