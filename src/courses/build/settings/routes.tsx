import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may, type Viewer } from '../../../communities/rules.ts'
import { tiersOf } from '../../../communities/tiers/queries.ts'
import { tag } from '../../../edge/rules.ts'
import { type Input, input, uploaded } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { moveWork } from '../../assignments/files/queries.ts'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { guestsOf } from '../../grants/queries.ts'
import type { CourseRow } from '../../queries.ts'
import { coursePath } from '../../rules.ts'
import { type CourseWrite, keepLearners, updateCourse } from '../courses/queries.ts'
import { CourseChange, DOOR, doorFrom } from '../courses/rules.ts'
import { touchedIn } from '../rules.ts'
import { courseSpaces } from './queries.ts'
import { SettingsPage, type SettingsShared } from './views.tsx'

type Gate = { Bindings: Env }

/** Everything about a course but its lessons. */
export const settingsRoutes = new Hono<Gate>()
  .get('/:community/courses/:course/settings', async (c) => {
    const { shared } = await opened(c)
    return show(c, SettingsPage, shared, uploaded(c, ['coverUrl']))
  })
  .patch('/:community/courses/:course', async (c) => {
    const { at, me, shared } = await opened(c)
    const form = await input(c, CourseChange)
    if (!form.ok) return refuse(c, form.errors, SettingsPage, shared, form)
    const typed = form.value
    if (DOOR.some((name) => typed[name] !== undefined) && !mayPrice(at.viewer))
      throw new HTTPException(403, { message: 'Who may take a course is for admins to say.' })
    const planned = plan(shared, form)
    if ('errors' in planned)
      return refuse(c, planned.errors, SettingsPage, shared, { errors: planned.errors, typed })
    const place = { id: at.course.id, me }
    const { db } = c.var
    const update = updateCourse(db, place, planned.change)
    const changed = movesDoor(at.course, planned.change)
      ? (await db.batch([keepLearners(db, place), update]))[1]
      : await update
    if (changed.length === 0) throw new HTTPException(403)
    if (planned.change.spaceId) await moveWork(db, at.course.id)
    c.var.touch(...touchedIn(at), ...(typed.space ? [tag.space(at.slug, typed.space)] : []))
    const path = `${coursePath(at.slug, at.course.id)}/settings`
    return done(c, { id: at.course.id }, path, { notice: 'Saved.' })
  })

/** Whether a change asks something else of those who want to learn. */
const movesDoor = (before: CourseRow, { accessType, requiredTierIds }: CourseWrite): boolean =>
  accessType !== undefined &&
  (accessType !== before.accessType ||
    [...(requiredTierIds ?? [])].sort().join() !== [...before.requiredTierIds].sort().join())

const mayPrice = (viewer: Viewer): boolean => may(viewer, 'tiers')

/** What is written for what was asked for, or what is wrong with it. */
function plan(
  { course, tiers, spaces }: SettingsShared,
  form: Extract<Input<CourseChange>, { ok: true }>,
): { change: CourseWrite } | { errors: Record<string, string> } {
  const { price, space, accessType, currency, requiredTierIds, ...plain } = form.value
  const home = space === undefined ? undefined : spaces.find(({ slug }) => slug === space)
  if (space !== undefined && !home)
    return { errors: { space: 'Choose one of your course spaces.' } }
  const moved = home && { spaceId: home.id }
  if (accessType === undefined) return { change: { ...plain, ...moved } }
  const door = { accessType, price, currency: currency ?? course.currency, requiredTierIds }
  const { priceCents, errors } = doorFrom(door, tiers)
  if (errors) return { errors }
  const tierIds = accessType === 'tier' ? (requiredTierIds ?? []) : []
  return {
    change: {
      ...{ ...plain, ...moved, accessType, priceCents },
      ...{ currency: door.currency, requiredTierIds: tierIds },
    },
  }
}

/** The settings of the course of the path, for who builds. */
export async function opened(c: Context<Gate>) {
  const slug = c.req.param('community') ?? ''
  const id = c.req.param('course') ?? ''
  const at = await courseFor(c, (db, me) => [
    tiersOf(db, slug),
    courseSpaces(db, slug, me),
    guestsOf(db, id),
  ])
  const me = insistBuilder(at.viewer)
  const [tiers, spaces, guests] = at.rows
  const { mayLearn: _mine, ...course } = at.course
  const shared: SettingsShared = {
    ...{ slug, course, tiers, spaces, guests },
    mayPrice: mayPrice(at.viewer),
    isEmpty: at.steps.length === 0,
  }
  return { at, me, shared }
}
