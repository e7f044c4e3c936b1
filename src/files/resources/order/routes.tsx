import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { tag } from '../../../edge/rules.ts'
import { insist } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { own } from '../edit/routes.tsx'
import { findShelf, holdShelf } from '../queries.ts'
import { folderPath, Move, mayOrder, Order } from '../rules.ts'
import { moveResource, orderResources } from './queries.ts'

type Gate = { Bindings: Env }

/** The order of a folder: an act of the staff. */
export const orderRoutes = new Hono<Gate>()
  .put('/:community/s/:space/resources/order', async (c) => {
    const [slug, space] = [c.req.param('community'), c.req.param('space')]
    const { viewer, rows } = await c.var.visit((db, me) => [
      findShelf(db, { slug, space, asker: me }),
    ])
    const [[shelf]] = rows
    if (!shelf) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!mayOrder(viewer, shelf)) throw new HTTPException(403, { message: STAFF })
    const { folder, ids } = await insist(c, Order)
    const { db } = c.var
    const at = { spaceId: shelf.id, me: viewer.profile.id }
    const [, ordered] = await db.batch([
      holdShelf(db, shelf.id),
      orderResources(db, at, folder, ids),
    ])
    if (ordered.rows.length === 0)
      throw new HTTPException(422, { message: 'Nothing of this lies there.' })
    return changed(c, { slug, space }, { ids }, folder)
  })
  .put('/:community/s/:space/resources/:resource/position', async (c) => {
    const { at, me, viewer, shelf, row } = await own(c)
    if (!mayOrder(viewer, shelf)) throw new HTTPException(403, { message: STAFF })
    const { move } = await insist(c, Move)
    const { db } = c.var
    await db.batch([
      holdShelf(db, shelf.id),
      moveResource(db, { spaceId: shelf.id, me }, { id: row.id, folder: row.parentId, move }),
    ])
    return changed(c, at, { move }, row.parentId)
  })

const STAFF = 'The people who run this community put things in order.'

function changed(
  c: Context<Gate>,
  at: { slug: string; space: string },
  data: object,
  folder: string | null,
) {
  c.var.touch(tag.space(at.slug, at.space))
  return done(c, data, folderPath(at, folder))
}
