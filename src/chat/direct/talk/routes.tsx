import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { idParam, insist } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { secretOf } from '../../keys/routes.tsx'
import { insertTalkReport } from '../../reports/queries.ts'
import { NewReport, proven, reportOf } from '../../reports/rules.ts'
import { conversationTopic, signerOf } from '../../secrets/rules.ts'
import { findConversation } from '../queries.ts'
import { leaveTalk, markTalkRead, noteSaid, setTalkSilent, tellOfMessage } from './queries.ts'

const Read = z.object({ at: z.coerce.number('Say up to when.').int().min(0) })

/** What happens around a conversation; what is said in it does not pass here. */
export const talkRoutes = new Hono<{ Bindings: Env }>()
  .put('/messages/:conversation/chat/read', async (c) => {
    const { place, at } = await own(c)
    const read = await insist(c, Read)
    const readAt = new Date(Math.min(read.at, c.var.now.getTime()))
    await markTalkRead(c.var.db, place, readAt)
    return done(c, { readAt }, at)
  })
  .put('/messages/:conversation/chat/silence', (c) => silence(c, true))
  .delete('/messages/:conversation/chat/silence', (c) => silence(c, false))
  .post('/messages/:conversation/chat/said', async (c) => {
    const { place, name, at } = await own(c)
    const day = c.var.now.toISOString().slice(0, 10)
    const { db } = c.var
    await db.batch([noteSaid(db, place), tellOfMessage(db, place, `${name} wrote to you`, day)])
    return done(c, {}, at, { status: 201 })
  })
  .post('/messages/:conversation/chat/reports', async (c) => {
    const { place, communityId, at } = await own(c)
    const report = await insist(c, NewReport)
    const secret = secretOf(c.env)
    const topic = await conversationTopic(secret, place.id)
    const said = await proven(report, topic, place.id, (await signerOf(secret)).publicKey)
    if (!said) throw new HTTPException(422, { message: 'That does not prove who wrote it.' })
    await insertTalkReport(c.var.db, reportOf(said, { ...report, reporterId: place.me }), {
      communityId,
      conversation: place.id,
    })
    return done(c, {}, at, { status: 201 })
  })
  .delete('/messages/:conversation', async (c) => {
    const { place } = await own(c)
    await leaveTalk(c.var.db, place)
    return done(c, {}, '/messages', { notice: 'You left that conversation.' })
  })

/** @throws HTTPException 401, or 404 for a conversation of others */
async function own(c: Context<{ Bindings: Env }>) {
  const id = idParam(c, 'conversation')
  const { viewer, rows } = await c.var.load((db, me) => [findConversation(db, id, me)])
  if (!viewer.profile) throw new HTTPException(401)
  const [conversation] = rows[0]
  if (!conversation) throw new HTTPException(404)
  c.var.spare()
  const place = { id, me: viewer.profile.id }
  const { communityId } = conversation
  return { place, communityId, name: viewer.profile.fullName, at: `/messages/${id}` }
}

async function silence(c: Context<{ Bindings: Env }>, isSilent: boolean) {
  const { place, at } = await own(c)
  await setTalkSilent(c.var.db, place, isSilent)
  return done(c, { isSilent }, at)
}
