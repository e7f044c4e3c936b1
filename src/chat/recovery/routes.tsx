import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { recoveryOf, saveRecovery } from './queries.ts'
import { Recovery } from './rules.ts'

/** The keys of old direct messages, sealed under a code that never comes here. */
export const recoveryRoutes = new Hono<{ Bindings: Env }>()
  .get('/settings/devices/recovery', async (c) => {
    const { viewer, rows } = await c.var.load((db, me) => [recoveryOf(db, me)])
    if (!viewer.profile) throw new HTTPException(401)
    c.header('Cache-Control', 'no-store')
    return c.json({ recovery: rows[0][0]?.recovery ?? null })
  })
  .put('/settings/devices/recovery', async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const { recovery } = await insist(c, Recovery)
    await saveRecovery(c.var.db, viewer.profile.id, recovery)
    c.var.spare()
    return done(c, {}, '/settings/devices')
  })
