import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { chatOf } from '../place/routes.tsx'
import { noteSaidIn } from '../unread/queries.ts'
import { markRead, setSilent } from './queries.ts'

const Read = z.object({ at: z.coerce.number('Say up to when.').int().min(0) })

/** How far someone has read, and whether they want to hear of it. */
export const markRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/s/:space/chat/read', async (c) => {
    const { space, me, at } = await chatOf(c)
    const read = await insist(c, Read)
    const readAt = new Date(Math.min(read.at, c.var.now.getTime()))
    await markRead(c.var.db, space.id, me.id, readAt)
    c.var.spare()
    return done(c, { readAt }, at)
  })
  // that, and not what: others see in their navigation that there is something new
  .post('/:community/s/:space/chat/said', async (c) => {
    const { space, me, at } = await chatOf(c)
    await noteSaidIn(c.var.db, space.id, me.id)
    c.var.spare()
    return done(c, {}, at, { status: 201 })
  })
  .put('/:community/s/:space/chat/silence', (c) => silence(c, true))
  .delete('/:community/s/:space/chat/silence', (c) => silence(c, false))

async function silence(c: Context<{ Bindings: Env }>, isSilent: boolean) {
  const { space, me, at } = await chatOf(c)
  await setSilent(c.var.db, space.id, me.id, isSilent)
  c.var.spare()
  const notice = isSilent ? `You hear nothing of ${space.name}.` : `You hear of ${space.name}.`
  return done(c, { isSilent }, at, { notice })
}
