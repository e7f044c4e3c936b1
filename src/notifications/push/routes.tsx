import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { deviceName } from '../../profiles/sessions/rules.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import {
  deleteOwnEndpoint,
  deleteOwnSubscription,
  movePushes,
  upsertSubscription,
} from './queries.ts'
import { Endpoint, hasPush, Subscription } from './rules.ts'

type Gate = { Bindings: Env }

/** The browsers that one wants to be told on. */
export const pushRoutes = new Hono<Gate>()
  .post('/settings/notifications/browsers', async (c) => {
    const me = await signedIn(c)
    if (!hasPush(c.env)) throw new HTTPException(409, { message: 'Push is not set up here.' })
    const { endpoint, keys, replaces = endpoint } = await insist(c, Subscription)
    const device = deviceName(c.req.header('user-agent') ?? '')
    const sessionId = c.var.session?.id
    if (!sessionId) throw new HTTPException(401)
    const given = { id: newId(), profileId: me, sessionId, endpoint, ...keys, device }
    const { db } = c.var
    const [[kept]] = await db.batch([
      upsertSubscription(db, given),
      ...(replaces === endpoint
        ? []
        : [movePushes(db, me, replaces, endpoint), deleteOwnEndpoint(db, me, replaces)]),
    ])
    return done(c, { id: kept?.id, device }, '/settings/notifications', { status: 201 })
  })
  .delete('/settings/notifications/browsers', async (c) => {
    const me = await signedIn(c)
    const { endpoint } = await insist(c, Endpoint)
    await deleteOwnEndpoint(c.var.db, me, endpoint)
    return done(c, {}, '/settings/notifications')
  })
  .delete('/settings/notifications/browsers/:browser', async (c) => {
    const me = await signedIn(c)
    await deleteOwnSubscription(c.var.db, me, idParam(c, 'browser'))
    return done(c, {}, '/settings/notifications', { notice: 'Turned off there.' })
  })

async function signedIn(c: Context<Gate>): Promise<string> {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  return viewer.profile.id
}
