import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { holdCommunity } from '../../communities/queries.ts'
import { may, touchedInCommunity } from '../../communities/rules.ts'
import { insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { allSpaces, findSpace, moveSpace, orderSpaces, setArchived } from './queries.ts'
import { Move, Order } from './rules.ts'
import { SpacesPage } from './views.tsx'

/** The list of spaces: their order, and which are put away. */
export const manageRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/spaces', async (c) => {
    const slug = c.req.param('community')
    const { viewer, rows } = await c.var.visit((db) => [allSpaces(db, slug)])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'spaces')) throw new HTTPException(403)
    return show(c, SpacesPage, { slug, spaces: rows[0] }, null)
  })
  .put('/:community/spaces/order', async (c) => {
    const slug = c.req.param('community')
    const { viewer, community, rows } = await c.var.visit((db) => [allSpaces(db, slug)])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'spaces')) throw new HTTPException(403)
    const { ids } = await insist(c, Order)
    if (ids.some((id) => !rows[0].some((space) => space.id === id)))
      throw new HTTPException(422, { message: 'One of these is no space of this community.' })
    const { db } = c.var
    const [, ordered] = await db.batch([
      holdCommunity(db, community.id),
      orderSpaces(db, { communityId: community.id, me: viewer.profile.id }, ids),
    ])
    if (ordered.rows.length === 0) throw new HTTPException(403)
    c.var.touch(...touchedInCommunity(slug))
    return done(c, { ids }, `/${slug}/spaces`)
  })
  .put('/:community/s/:space/position', async (c) => {
    const { at, back } = await managed(c)
    const { move } = await insist(c, Move)
    const { db } = c.var
    await db.batch([holdCommunity(db, at.communityId), moveSpace(db, at, move)])
    c.var.touch(...touchedInCommunity(c.req.param('community')))
    return done(c, { move }, back)
  })
  .put('/:community/s/:space/archive', (c) => archive(c, true))
  .delete('/:community/s/:space/archive', (c) => archive(c, false))

async function archive(c: Context<{ Bindings: Env }>, isArchived: boolean) {
  const { at, back, space } = await managed(c)
  const changed = await setArchived(c.var.db, at, isArchived)
  if (changed.length === 0) throw new HTTPException(403)
  const name = isArchived ? c.var.revoke : c.var.touch
  name(...touchedInCommunity(c.req.param('community') ?? ''))
  const notice = `${space.name} is ${isArchived ? 'archived' : 'back'}.`
  return done(c, { isArchived }, back, { notice })
}

/** The space of the path, for those who manage spaces. */
async function managed(c: Context<{ Bindings: Env }>) {
  const [slug, address] = [c.req.param('community') ?? '', c.req.param('space') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [findSpace(db, slug, address)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'spaces')) throw new HTTPException(403)
  const [[space]] = rows
  if (!space) throw new HTTPException(404)
  const at = { id: space.id, communityId: community.id, me: viewer.profile.id }
  return { at, space, back: `/${slug}/spaces` }
}
