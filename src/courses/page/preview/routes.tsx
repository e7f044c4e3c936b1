import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { done } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { AS_LEARNER } from '../../gate/rules.ts'
import { coursePath } from '../../rules.ts'

/** Looking at a course as learners do, and ending that: kept in this browser alone. */
export const previewRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/courses/:course/preview', async (c) => {
    const { viewer, slug, course } = await courseFor(c, () => [])
    insistBuilder(viewer)
    const path = coursePath(slug, course.id)
    setCookie(c, AS_LEARNER, course.id, { path, httpOnly: true, sameSite: 'Lax' })
    return done(c, { isPreviewing: true }, path)
  })
  .delete('/:community/courses/:course/preview', async (c) => {
    const { viewer, slug, course } = await courseFor(c, () => [])
    insistBuilder(viewer)
    const path = coursePath(slug, course.id)
    deleteCookie(c, AS_LEARNER, { path })
    return done(c, { isPreviewing: false }, `${path}/edit`)
  })
