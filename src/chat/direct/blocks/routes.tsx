import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { done } from '../../../ui/respond.tsx'
import { block, unblock } from './queries.ts'

/** Whom one wants no messages from. */
export const blockRoutes = new Hono<{ Bindings: Env }>()
  .put('/messages/blocks/:username', async (c) => {
    const { rows } = await block(c.var.db, await signedIn(c), c.req.param('username'))
    if (rows.length === 0) throw new HTTPException(404)
    return done(c, {}, '/messages', { notice: 'Blocked. You hear nothing more of them.' })
  })
  .delete('/messages/blocks/:username', async (c) => {
    const gone = await unblock(c.var.db, await signedIn(c), c.req.param('username'))
    if (gone.length === 0) throw new HTTPException(404)
    return done(c, {}, '/settings/messages', { notice: 'You can write to each other again.' })
  })

async function signedIn(c: Context<{ Bindings: Env }>): Promise<string> {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  c.var.spare()
  return viewer.profile.id
}
