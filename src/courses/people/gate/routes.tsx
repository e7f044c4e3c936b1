import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Db } from '../../../db/connect.ts'
import type { Rows, Statements } from '../../../edge/page.ts'
import { idParam } from '../../../ui/input.ts'
import { findCourse } from '../../queries.ts'
import { coursePath, mayBuild } from '../../rules.ts'

type Gate = Context<{ Bindings: Env }>
type More<S extends Statements> = (db: Db, me: string | null, courseId: string) => readonly [...S]

/**
 * The course of the path for those who look after it, and what else is asked, in one round trip. What
 * is asked has to ask for the right itself: it is sent before anyone knows who asks.
 * @throws HTTPException 404 where they may not know of it, 401 for a guest, 403 for learners
 */
export async function lookedAfter<S extends Statements>(c: Gate, more: More<S>) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'course')
  const { viewer, rows } = await c.var.visit((db, me): [ReturnType<typeof findCourse>, ...S] => [
    findCourse(db, slug, me, id),
    ...more(db, me, id),
  ])
  const [[course], ...rest] = rows
  if (!course) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayBuild(viewer)) throw new HTTPException(403)
  const { mayLearn: _mine, ...about } = course
  const href = coursePath(slug, id)
  return {
    ...{ viewer, me: viewer.profile.id, slug, course, href },
    /** what the head of these pages shows */
    built: { slug, href, course: about },
    // the tuple that was asked for, without what stands before it
    rows: rest as unknown as Rows<S>,
  }
}
