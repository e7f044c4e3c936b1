import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { done } from '../../ui/respond.tsx'
import { markRead, placeOf } from '../inbox/queries.ts'
import { answer, lineIn } from '../inbox/routes.tsx'
import { canMute } from '../inbox/rules.ts'
import { deleteTopicLevel, setTopicLevel } from './queries.ts'

/** Muting a conversation where it stands in the inbox, and hearing of it again. */
export const levelRoutes = new Hono<{ Bindings: Env }>()
  .put('/inbox/:notification/mute', async (c) => {
    const { me, line } = await lineIn(c)
    if (!canMute(line)) throw new HTTPException(422, { message: 'That cannot be muted.' })
    const { db } = c.var
    const [place] = await placeOf(db, me, line.id)
    await db.batch([
      setTopicLevel(db, me, 'mute', {
        ...{ topic: line.topic, spaceId: place?.spaceId ?? null },
        ...{ title: line.body || line.title, link: line.link.split(/[?#]/)[0] ?? '/' },
      }),
      markRead(db, me, line.id),
    ])
    const after = { ...line, isMuted: true, isRead: true, unread: 0 }
    return answer(c, after, '/inbox', line, 'Muted.')
  })
  .delete('/inbox/:notification/mute', async (c) => {
    const { me, line } = await lineIn(c)
    await deleteTopicLevel(c.var.db, me, line.topic)
    return answer(c, { ...line, isMuted: false }, '/inbox', line, 'You hear of it again.')
  })
  .delete('/settings/notifications/topics/:topic', async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    await deleteTopicLevel(c.var.db, viewer.profile.id, c.req.param('topic'))
    return done(c, {}, '/settings/notifications', { notice: 'It goes with its space again.' })
  })
