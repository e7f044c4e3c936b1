import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { serveFile } from '../../../files/downloads/routes.tsx'
import { PART, sizeOf } from '../../../files/rules.ts'
import { claim, stored } from '../../../files/uploads/routes.tsx'
import { isWhole, partAt } from '../../../files/uploads/rules.ts'
import { storePiece } from '../../../files/uploads/storing/queries.ts'
import { idParam } from '../../../ui/input.ts'
import { done, problem } from '../../../ui/respond.tsx'
import { findConversation } from '../queries.ts'
import { findTalkFile, isTakenFrom, talkPlace } from './queries.ts'

type Gate = { Bindings: Env }

/** Files of a conversation, encrypted before they came: for its people, asked anew each time. */
export const talkFileRoutes = new Hono<Gate>()
  .post('/messages/:conversation/chat/files', async (c) => {
    const id = idParam(c, 'conversation')
    const { viewer, rows } = await c.var.load((db, me) => [findConversation(db, id, me)])
    if (!viewer.profile) throw new HTTPException(401)
    const [[conversation]] = rows
    if (!conversation) throw new HTTPException(404)
    const { bytes, size } = sent(c)
    const me = viewer.profile.id
    const { slug: community } = conversation.community
    const wanted = { name: 'sealed', purpose: 'sealed', community, of: id, size } as const
    const claimed = await claim(c.var.db, wanted, me, talkPlace(id, me))
    if ('errors' in claimed)
      return problem(c, 422, 'That file does not fit.', { errors: claimed.errors })
    const { upload } = claimed
    const at = { env: c.env, db: c.var.db, me, takes: isTakenFrom(me) }
    const outcome = await stored(() => storePiece(at, upload, partAt(0, size), bytes))
    if (typeof outcome !== 'string') return problem(c, 422, outcome.why)
    const url = `/messages/${id}/chat/files/${upload.id}`
    return done(c, { id: upload.id, url }, `/messages/${id}`, { status: 201 })
  })
  .get('/messages/:conversation/chat/files/:file', async (c) => {
    const of = { conversation: idParam(c, 'conversation'), file: idParam(c, 'file') }
    const { rows } = await c.var.load((db, me) => [findTalkFile(db, of, me)])
    const [[file]] = rows
    if (!file) throw new HTTPException(404)
    return serveFile(c, file)
  })

/**
 * The bytes of a request, and how many they say they are.
 * @throws HTTPException 400, or 413 for more than one piece
 */
function sent(c: Context<Gate>) {
  const size = Number(c.req.header('content-length') ?? Number.NaN)
  const bytes = c.req.raw.body
  if (!bytes || !Number.isSafeInteger(size) || size < 1)
    throw new HTTPException(400, { message: 'Send the bytes, and how many they are.' })
  if (!isWhole(size))
    throw new HTTPException(413, { message: `Up to ${sizeOf(PART)} go with a message.` })
  return { bytes, size }
}
