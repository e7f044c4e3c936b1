import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam } from '../../../ui/input.ts'
import { findPlace, findWhole } from '../queries.ts'
import { mayPlan, mayRun } from '../rules.ts'
import { seriesOf, stepsOf } from '../series/queries.ts'

export type Gate = { Bindings: Env }

export const placeFrom = (c: Context) => ({
  slug: c.req.param('community') ?? '',
  space: c.req.param('space') ?? '',
})

/** The space of the path, for those who may plan in it. */
export async function planning(c: Context<Gate>) {
  const { slug, space } = placeFrom(c)
  const { viewer, rows } = await c.var.visit((db, me) => [findPlace(db, slug, space, me)])
  const [[place]] = rows
  if (!place) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayPlan(viewer, place))
    throw new HTTPException(403, { message: 'Planning is not open to you in this space.' })
  return { at: { slug, space: place.slug }, place, profile: viewer.profile }
}

/** An event of the path, for those who may change it, and the series that it is of. */
export async function running(c: Context<Gate>) {
  const { slug, space } = placeFrom(c)
  const id = idParam(c, 'event')
  const { viewer, rows } = await c.var.visit((db, me) => [
    // first: whoever changes the series after this is seen by its revision
    seriesOf(db, id),
    stepsOf(db, id),
    ...findWhole(db, { slug, space, id, asker: me }),
  ])
  const [[series], steps, [event], [part]] = rows
  if (!event || !part) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayRun(viewer, event))
    throw new HTTPException(403, { message: 'Only those who hold this event can change it.' })
  const row = { ...event, ...part }
  return { at: { slug, space: event.space.slug }, row, series, steps, profile: viewer.profile }
}
