import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { joinWhere } from '../../communities/invites/queries.ts'
import { codeOf } from '../../communities/invites/rules.ts'
import { holdCommunity } from '../../communities/queries.ts'
import { touchedByStanding } from '../../communities/rules.ts'
import { newId } from '../../db/columns.ts'
import { trySend } from '../../edge/jobs.ts'
import { canSend } from '../../mail/send.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { idParam, input } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { opened } from '../edit/routes.tsx'
import { SpaceSettingsPage } from '../edit/views.tsx'
import { deleteLink, enterByLink, findLink, insertLink, letsIn } from './queries.ts'
import { expiryFrom, SpaceInvitation } from './rules.ts'
import { EnterPage } from './views.tsx'

/** Links that let somebody into one space, and into its community on the way. */
export const spaceInviteRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/s/:space/invites', async (c) => {
    const { at, shared } = await opened(c)
    const form = await input(c, SpaceInvitation)
    if (!form.ok) return refuse(c, form.errors, SpaceSettingsPage, shared, form)
    const code = codeOf(crypto.getRandomValues(new Uint8Array(32)))
    const { email } = form.value
    const letter = email && canSend(c.env) ? 'waiting' : null
    const link = { id: newId(), code, email, letter, expiresAt: expiryFrom(c.var.now) } as const
    const { rows } = await insertLink(c.var.db, at, link)
    if (rows.length === 0) throw new HTTPException(403)
    // what the queue does not take now, the next ticks bring there
    if (letter) await trySend(c.env, { kind: 'invitation', id: link.id }, c.var.requestId)
    const url = new URL(`/invites/${code}`, c.req.url).href
    const back = `/${shared.slug}/s/${shared.space.slug}/settings`
    const notice = letter ? `We are writing to ${email}.` : 'The link is ready to be sent.'
    return done(c, { id: link.id, url }, back, { status: 201, notice })
  })
  .delete('/:community/s/:space/invites/:invite', async (c) => {
    const { at, shared } = await opened(c)
    const gone = await deleteLink(c.var.db, at, idParam(c, 'invite'))
    if (gone.length === 0) throw new HTTPException(404)
    const back = `/${shared.slug}/s/${shared.space.slug}/settings`
    return done(c, {}, back, { notice: 'That link is dead.' })
  })
  .get('/invites/:code', async (c) => {
    const { link, viewer } = await found(c)
    const { slug, community, name, emoji, coverUrl, description, by } = link
    const shared = { slug, community, name, emoji, coverUrl, description, by }
    const isBanned = link.standing === 'banned'
    const door = viewer.profile ? (isBanned ? 'banned' : 'open') : 'guest'
    return show(c, EnterPage, { ...shared, code: c.req.param('code') }, { door })
  })
  .post('/invites/:code', async (c) => {
    const { link, viewer } = await found(c)
    if (!viewer.profile) throw new HTTPException(401)
    if (link.standing === 'banned') throw new HTTPException(403)
    const [code, me] = [c.req.param('code'), viewer.profile.id]
    const { db } = c.var
    await db.batch([
      holdCommunity(db, link.communityId),
      joinWhere(db, { communityId: link.communityId, me }, letsIn(code, me)),
      enterByLink(db, { code, me }),
    ])
    c.var.revoke(...rightsOf(me))
    if (link.standing !== 'active')
      c.var.touch(...touchedByStanding(link.slug, viewer.profile.username))
    const path = `/${link.slug}/s/${link.space}`
    return done(c, { path }, path, { notice: `Welcome to ${link.name}.` })
  })

async function found(c: Context<{ Bindings: Env }>) {
  const code = c.req.param('code') ?? ''
  const { viewer, rows } = await c.var.load((db, me) => [findLink(db, code, me)])
  const [[link]] = rows
  if (!link) throw new HTTPException(404, { message: 'This link does not work, or not any more.' })
  return { link, viewer }
}
