import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam } from '../../ui/input.ts'
import { findConversation } from '../direct/queries.ts'
import { chatOf } from '../place/routes.tsx'
import { type Archived, prefixOf } from './rules.ts'

/** Pieces of the archive in one answer. */
const PIECES = 10

type Gate = { Bindings: Env }

/** What the nodes may no longer have, newest first: as unreadable here as it was there. */
export const archiveRoutes = new Hono<Gate>()
  .get('/:community/s/:space/chat/archive', async (c) => pieces(c, (await chatOf(c)).space.id))
  .get('/messages/:conversation/chat/archive', async (c) => {
    const id = idParam(c, 'conversation')
    const { viewer, rows } = await c.var.load((db, me) => [findConversation(db, id, me)])
    if (!viewer.profile) throw new HTTPException(401)
    if (rows[0].length === 0) throw new HTTPException(404)
    return pieces(c, id)
  })

async function pieces(c: Context<Gate>, channel: string): Promise<Response> {
  const prefix = prefixOf(channel)
  const after = c.req.query('after')
  const { objects, truncated } = await c.env.FILES.list({
    ...{ prefix, limit: PIECES },
    ...(after && /^[\da-f-]+$/.test(after) && { startAfter: prefix + after }),
  })
  const found = await Promise.all(
    // what the job has written
    objects.map(async ({ key }) => (await c.env.FILES.get(key))?.json<Archived[]>()),
  )
  c.header('Cache-Control', 'no-store')
  const next = truncated ? (objects.at(-1)?.key.slice(prefix.length) ?? null) : null
  return c.json({ messages: found.flatMap((piece) => piece ?? []), next })
}
