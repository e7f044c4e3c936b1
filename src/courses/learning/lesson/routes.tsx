import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Db } from '../../../db/connect.ts'
import type { Rows, Statements } from '../../../edge/page.ts'
import { idParam } from '../../../ui/input.ts'
import { lessonPath, mayBuild } from '../../rules.ts'
import { findLesson } from './queries.ts'

type Gate = Context<{ Bindings: Env }>
type More<S extends Statements> = (db: Db, me: string | null, lessonId: string) => readonly [...S]

/**
 * The lesson of the path for someone who is signed in, and what else is asked, in one round trip.
 * @throws HTTPException 404 where they may not know of it, 401 for a guest
 */
export async function lessonFor<S extends Statements>(c: Gate, more: More<S>) {
  const slug = c.req.param('community') ?? ''
  const [courseId, lessonId] = [idParam(c, 'course'), idParam(c, 'lesson')]
  const { viewer, rows } = await c.var.visit((db, me): [ReturnType<typeof findLesson>, ...S] => [
    findLesson(db, { slug, courseId, lessonId }, me),
    ...more(db, me, lessonId),
  ])
  const [[lesson], ...rest] = rows
  if (!lesson) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  return {
    ...{ viewer, me: viewer.profile.id, slug, courseId, lesson, isStaff: mayBuild(viewer) },
    href: lessonPath(slug, courseId, lessonId),
    // the tuple that was asked for, without what stands before it
    rows: rest as unknown as Rows<S>,
  }
}

/** @throws HTTPException 403 unless the lesson is open to them, and they are enrolled */
export function insistLearner({ isOpen, isEnrolled }: { isOpen: boolean; isEnrolled: boolean }) {
  if (!isEnrolled) throw new HTTPException(403, { message: 'Enrol in the course first.' })
  if (!isOpen) throw new HTTPException(403, { message: 'This lesson is not open to you yet.' })
}
