import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { moderated } from '../place/routes.tsx'
import { deleteMessage, mute, unmute } from './queries.ts'

const WEEK = 7 * 24 * 60
const Mute = z.object({ minutes: z.coerce.number('Say for how long.').int().min(1).max(WEEK) })

const NOBODY = 'You mute members who are below you.'

/** What moderators do in a chat; banning is the community's own. */
export const moderationRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/s/:space/chat/mutes/:username', async (c) => {
    const { space, me, at } = await moderated(c)
    const { minutes } = await insist(c, Mute)
    const target = { space: space.id, me: me.id }
    const { rows } = await mute(c.var.db, target, c.req.param('username'), minutes)
    if (rows.length === 0) throw new HTTPException(404, { message: NOBODY })
    c.var.spare()
    return done(c, { minutes }, at)
  })
  .delete('/:community/s/:space/chat/mutes/:username', async (c) => {
    const { space, me, at } = await moderated(c)
    const gone = await unmute(c.var.db, { space: space.id, me: me.id }, c.req.param('username'))
    if (gone.length === 0) throw new HTTPException(404, { message: 'They are not muted.' })
    c.var.spare()
    return done(c, {}, at)
  })
  .put('/:community/s/:space/chat/deleted/:message', async (c) => {
    const { space, me, at } = await moderated(c)
    const message = c.req.param('message')
    if (!/^[0-9a-f]{48}$/.test(message)) throw new HTTPException(404)
    await deleteMessage(c.var.db, { space: space.id, me: me.id }, message)
    c.var.spare()
    return done(c, { message }, at)
  })
