import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idFrom } from '../../../files/resources/rules.ts'
import { idParam } from '../../../ui/input.ts'
import { secretOf } from '../../keys/routes.tsx'
import { certify, type Keys } from '../../keys/rules.ts'
import { conversationTopic, signerOf } from '../../secrets/rules.ts'
import { findTalk } from './queries.ts'

/** What opens a conversation: its topic, and the devices that its messages are sealed to. */
export const talkKeyRoutes = new Hono<{ Bindings: Env }>().get(
  '/messages/:conversation/chat/keys',
  async (c) => {
    const id = idParam(c, 'conversation')
    const device = idFrom(c.req.query('device'))
    const { viewer, rows } = await c.var.load((db, me) => [findTalk(db, id, device, me)])
    if (!viewer.profile) throw new HTTPException(401)
    const [talk] = rows[0]
    if (!talk) throw new HTTPException(404)
    const secret = secretOf(c.env)
    const now = c.var.now.getTime()
    const why = !talk.mayWrite
      ? 'closed'
      : !talk.device
        ? 'device'
        : talk.readers.some(({ isMine }) => !isMine)
          ? null
          : 'waiting'
    const { id: a, fullName: n, username: u, avatarUrl: v } = viewer.profile
    const keys: Keys = {
      now,
      serverKey: (await signerOf(secret)).publicKey,
      epochs: [{ number: 0, key: '', topic: await conversationTopic(secret, id), endedAt: null }],
      readers: talk.readers.map(({ id, key }) => ({ id, key })),
      certificate:
        talk.device && !why
          ? await certify(
              secret,
              { a, n, u, v, r: 'member', s: id, d: talk.device.id, k: talk.device.key },
              now,
            )
          : null,
      why,
      left: talk.left,
      muted: {},
      blocked: talk.blocked,
      deleted: [],
      readAt: talk.mark?.readAt ?? null,
      isSilent: talk.mark?.isSilent ?? false,
      isShown: talk.isShown,
    }
    c.header('Cache-Control', 'no-store')
    return c.json(keys)
  },
)
