import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Viewer } from '../../communities/rules.ts'
import type { Db } from '../../db/connect.ts'
import type { Rows, Statements } from '../../edge/page.ts'
import { idParam } from '../../ui/input.ts'
import { enrolmentOf, modulesOf, progressIn, stepsOf } from '../outline/queries.ts'
import { standingFrom } from '../outline/rules.ts'
import { findCourse } from '../queries.ts'
import { mayBuild } from '../rules.ts'
import { unlocksOf } from '../unlocking/rules.ts'
import { AS_LEARNER, asNewcomer, wordsOf } from './rules.ts'

type Gate = Context<{ Bindings: Env }>
type More<S extends Statements> = (db: Db, me: string | null) => readonly [...S]

const own = (db: Db, slug: string, id: string, me: string | null) =>
  [
    findCourse(db, slug, me, id),
    modulesOf(db, id),
    stepsOf(db, id),
    enrolmentOf(db, id, me),
    progressIn(db, id, me),
  ] as const
type Own = [...ReturnType<typeof own>]
const OWN = 5

/**
 * The course of the path as the viewer may know it, its outline, how they stand to it, and what else
 * is asked, in one round trip. Staff who look at it as learners do are taken for one.
 * @throws HTTPException 404 where they may not know of it
 */
export async function courseFor<S extends Statements>(c: Gate, more: More<S>) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'course')
  const { viewer, community, rows } = await c.var.visit((db, me): [...Own, ...S] => [
    ...own(db, slug, id, me),
    ...more(db, me),
  ])
  const [[course], modules, steps, [enrolment], progress] = rows
  // the tuple that was asked for, without what stands before it
  const asked = rows.slice(OWN) as unknown as Rows<S>
  if (!course) throw new HTTPException(404)
  const isStaff = mayBuild(viewer)
  const isPreviewing = isStaff && getCookie(c, AS_LEARNER) === id
  const { mayLearn } = course
  const real = standingFrom({ isStaff, mayLearn }, enrolment, progress)
  const standing = isPreviewing ? asNewcomer(real, c.var.now) : real
  const unlocks = unlocksOf(steps, course, standing, c.var.now)
  return {
    ...{ viewer, community, me: viewer.profile?.id ?? null, slug, course, modules, steps },
    ...{ enrolment, progress, standing, isPreviewing, unlocks, rows: asked },
  }
}

/**
 * The same for a lesson of the path. Whether it is open says `unlock`.
 * @throws HTTPException 404 where they may not know of it: drafts are for who builds
 */
export async function gate<S extends Statements>(c: Gate, more: More<S>) {
  const lessonId = idParam(c, 'lesson')
  const at = await courseFor(c, more)
  const lesson = at.steps.find(({ id }) => id === lessonId)
  const unlock = at.unlocks[lessonId]
  if (!lesson || !unlock || (!unlock.isOpen && unlock.why === 'draft')) throw new HTTPException(404)
  return { ...at, lesson, unlock }
}

/** @throws HTTPException 403 where a lesson is locked, with the reason; 401 for a guest */
export function insistOpen(at: Pick<Awaited<ReturnType<typeof gate>>, 'unlock' | 'me'>): void {
  if (at.unlock.isOpen) return
  throw new HTTPException(at.me ? 403 : 401, { message: wordsOf(at.unlock) })
}

/** @throws HTTPException 401 for a guest, 403 for who does not build courses */
export function insistBuilder(viewer: Viewer): string {
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayBuild(viewer)) throw new HTTPException(403)
  return viewer.profile.id
}
