import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { isIdOf } from '../envelope/rules.ts'
import { chatOf } from '../place/routes.tsx'
import { tellMentioned } from './queries.ts'

const Mentions = z.object({
  message: z.string(),
  usernames: z.array(z.string().max(40)).min(1, 'Name someone.').max(10, 'Name up to ten.'),
})

/** A page says whom its message names, since we cannot read it. */
export const mentionRoutes = new Hono<{ Bindings: Env }>().post(
  '/:community/s/:space/chat/mentions',
  async (c) => {
    const { space, me, at } = await chatOf(c)
    const { message, usernames } = await insist(c, Mentions)
    if (!isIdOf(message, me.id)) throw new HTTPException(422, { message: 'That is not yours.' })
    const link = `${at}#m-${message}`
    await tellMentioned(c.var.db, { message, usernames, me, space, link })
    c.var.spare()
    return done(c, {}, at, { status: 201 })
  },
)
