import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isStaff, type Viewer } from '../../communities/rules.ts'
import { idFrom } from '../../files/resources/rules.ts'
import { signerOf } from '../secrets/rules.ts'
import { beginEpochs, type Chat, findChat, noteHolder, noteLost, rotate } from './queries.ts'
import { certify, epochsFrom, type Keys, type Why } from './rules.ts'

export const keyRoutes = new Hono<{ Bindings: Env }>()
  // that it renews keys is no more than noting who has them: it may be asked again and again
  .get('/:community/s/:space/chat/keys', async (c) => {
    const at = { slug: c.req.param('community'), space: c.req.param('space') }
    const device = idFrom(c.req.query('device'))
    const { viewer, rows } = await c.var.visit((db, me) => [
      beginEpochs(db, at.slug, at.space, me),
      rotate(db, at.slug, at.space, me),
      noteLost(db, at.slug, at.space, me),
      noteHolder(db, at.slug, at.space, me),
      findChat(db, { ...at, device }, me),
    ])
    const chat = allowed(viewer, rows[4][0])
    c.header('Cache-Control', 'no-store')
    return c.json(await keysOf(c, viewer, chat))
  })

/** @throws HTTPException 404 for what is not there for them, 401 or 403 for those who do not belong */
export function allowed(viewer: Viewer, chat?: Chat): Chat {
  if (!chat?.isVisible || chat.type !== 'chat') throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!chat.mayRead) throw new HTTPException(403)
  return chat
}

/** @throws HTTPException 503 where no secret is set, so that nothing can be sealed */
export function secretOf(env: Env): string {
  if (env.CHAT_MASTER_SECRET) return env.CHAT_MASTER_SECRET
  throw new HTTPException(503, { message: 'Chat is not set up here yet.' })
}

async function keysOf(c: Context<{ Bindings: Env }>, viewer: Viewer, chat: Chat): Promise<Keys> {
  const secret = secretOf(c.env)
  const now = c.var.now.getTime()
  const why = whyNot(viewer, chat)
  const { profile, role } = viewer
  const certificate =
    profile && chat.device && !why
      ? await certify(
          secret,
          {
            ...{ a: profile.id, n: profile.fullName, u: profile.username, v: profile.avatarUrl },
            ...{ r: role ?? 'member', s: chat.id, d: chat.device.id, k: chat.device.key },
          },
          now,
        )
      : null
  return {
    now,
    serverKey: (await signerOf(secret)).publicKey,
    epochs: await epochsFrom(secret, chat.id, chat.epochs),
    certificate,
    why,
    left: chat.left,
    muted: chat.muted,
    blocked: {},
    deleted: chat.deleted,
    readAt: chat.mark?.readAt ?? null,
    isSilent: chat.mark?.isSilent ?? false,
    isShown: chat.isShown,
  }
}

function whyNot(viewer: Viewer, chat: Chat): Why | null {
  if (!chat.mayWrite) return 'closed'
  if (chat.isMuted) return 'muted'
  if (chat.whoPosts === 'staff' && !isStaff(viewer)) return 'staff'
  return chat.device ? null : 'device'
}
