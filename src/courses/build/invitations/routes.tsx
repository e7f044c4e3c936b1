import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findMember } from '../../../communities/members/queries.ts'
import { Named } from '../../../communities/members/rules.ts'
import { rightsOf } from '../../../profiles/rules.ts'
import { idParam, input } from '../../../ui/input.ts'
import { done, refuse } from '../../../ui/respond.tsx'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { endCourseGrants, insertCourseGrant } from '../../grants/queries.ts'
import { coursePath } from '../../rules.ts'
import { mayChange } from '../queries.ts'
import { opened } from '../settings/routes.tsx'
import { SettingsPage } from '../settings/views.tsx'
import { tellInvited } from './queries.ts'

type Gate = { Bindings: Env }

/** Letting people into a course by name, whatever it asks of others. */
export const invitationRoutes = new Hono<Gate>()
  .post('/:community/courses/:course/invitations', async (c) => {
    const form = await input(c, Named)
    const answer = form.ok && (await letIn(c, form.value.username))
    if (answer) return answer
    const errors = form.ok ? { username: NOBODY } : form.errors
    const typed = form.ok ? form.value : form.typed
    return refuse(c, errors, SettingsPage, (await opened(c)).shared, { errors, typed })
  })
  .put('/:community/courses/:course/invitations/:username', async (c) => {
    const answer = await letIn(c, c.req.param('username'))
    if (!answer) throw new HTTPException(404, { message: NOBODY })
    return answer
  })
  .delete('/:community/courses/:course/invitations/:username', async (c) => {
    const { db } = c.var
    const { at, me, them, path } = await meet(c, c.req.param('username'))
    if (!them) throw new HTTPException(404, { message: NOBODY })
    const given = { courseId: at.course.id, profileId: them.profileId }
    const invited = { ...given, source: 'invitation' } as const
    const ended = await endCourseGrants(db, invited, mayChange(at.course.id, me))
    if (ended.length === 0) throw new HTTPException(404)
    c.var.revoke(...rightsOf(them.profileId))
    return done(c, {}, path, { notice: `${them.fullName} is no guest any more.` })
  })

const NOBODY = 'No member has that username. They join first, then you let them in.'

/** Gives the answer, or null when no member has that username. */
async function letIn(c: Context<Gate>, username: string): Promise<Response | null> {
  const { at, me, them, path } = await meet(c, username)
  if (them?.status !== 'active') return null
  const { db } = c.var
  const { course } = at
  const given = { courseId: course.id, profileId: them.profileId, reference: '' }
  await db.batch([
    insertCourseGrant(db, { ...given, source: 'invitation' }, mayChange(course.id, me)),
    tellInvited(db, { course, me, to: them.profileId, link: coursePath(at.slug, course.id) }),
  ])
  c.var.revoke(...rightsOf(them.profileId))
  return done(c, { username }, path, { notice: `${them.fullName} is let in.` })
}

/** The course of the path and the person named, if any, for who builds. */
async function meet(c: Context<Gate>, username: string) {
  idParam(c, 'course')
  const slug = c.req.param('community') ?? ''
  const at = await courseFor(c, (db) => [findMember(db, slug, username)])
  const me = insistBuilder(at.viewer)
  const [[them]] = at.rows
  return { at, me, them, path: `${coursePath(slug, at.course.id)}/settings` }
}
