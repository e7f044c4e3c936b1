import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { devicesOf, insertDevice, revokeDevice } from './queries.ts'
import { NewDevice } from './rules.ts'
import { DevicesPage } from './views.tsx'

const PAGE = '/settings/devices'

/** The browsers that someone chats with. */
export const deviceRoutes = new Hono<{ Bindings: Env }>()
  .get(PAGE, async (c) => {
    const { viewer, rows } = await c.var.load((db, me) => [devicesOf(db, me)])
    if (!viewer.profile) throw new HTTPException(401)
    return show(c, DevicesPage, {}, { me: viewer.profile.id, devices: rows[0], now: c.var.now })
  })
  .post(PAGE, async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const device = await insist(c, NewDevice)
    const [made] = await insertDevice(c.var.db, viewer.profile.id, newId(), device)
    // its keys are another's, or were revoked: a page then makes new ones
    if (!made) throw new HTTPException(409, { message: 'Those keys are used up.' })
    c.var.spare()
    return done(c, made, PAGE, { status: 201 })
  })
  .delete(`${PAGE}/:device`, async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const gone = await revokeDevice(c.var.db, viewer.profile.id, idParam(c, 'device'))
    if (gone.length === 0) throw new HTTPException(404)
    return done(c, {}, PAGE, { notice: 'That device chats no more.' })
  })
