import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { idParam, input, insist } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { standingOf } from '../members/queries.ts'
import { Joining } from '../members/rules.ts'
import { holdCommunity } from '../queries.ts'
import { may, touchedByStanding } from '../rules.ts'
import {
  findInvite,
  insertInvite,
  invitesOf,
  joinByCode,
  joinOpenly,
  revokeInvite,
} from './queries.ts'
import { codeOf, expiryOf, Invitation, stateOf } from './rules.ts'
import { InvitesPage, JoinPage } from './views.tsx'

/** Ways in: joining, invite links, and where they lead. */
export const inviteRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/membership', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const { code } = await insist(c, Joining)
    const { db } = c.var
    const joining = { communityId: community.id, me: viewer.profile.id }
    const [, , , [standing]] = await db.batch([
      holdCommunity(db, community.id),
      joinByCode(db, { ...joining, code: code ?? '' }),
      // whoever comes with a link that is spent comes as if without one
      joinOpenly(db, joining),
      standingOf(db, community.id, viewer.profile.id),
    ])
    const status = standing?.status ?? 'left'
    if (status === 'banned') throw new HTTPException(403, { message: 'You cannot join here.' })
    if (status === 'left') throw new HTTPException(403, { message: code ? SPENT : BY_LINK })
    const isNew = viewer.status !== status
    if (isNew) c.var.revoke(...rightsOf(viewer.profile.id))
    if (isNew) c.var.touch(...touchedByStanding(community.slug, viewer.profile.username))
    const path = status === 'pending' ? `/${community.slug}/about` : `/${community.slug}`
    const notice = isNew && status === 'active' ? `Welcome to ${community.name}.` : undefined
    return done(c, { status }, path, { status: isNew ? 201 : 200, notice })
  })
  .get('/:community/invites', async (c) => show(c, InvitesPage, await page(c), {}))
  .post('/:community/invites', async (c) => {
    const shared = await page(c)
    const form = await input(c, Invitation)
    if (!form.ok) return refuse(c, form.errors, InvitesPage, shared, form)
    const { db, now, shell } = c.var
    const code = codeOf(crypto.getRandomValues(new Uint8Array(32)))
    const invite = {
      id: newId(),
      communityId: shell.map?.id ?? '',
      code,
      createdBy: shell.viewer.profile?.id ?? '',
      maxUses: form.value.maxUses,
      expiresAt: expiryOf(form.value.life, now),
    }
    const { rows } = await insertInvite(db, invite)
    if (rows.length === 0) throw new HTTPException(403)
    const made = { id: invite.id, code, url: `${shared.origin}/join/${code}` }
    return done(c, made, `/${shared.slug}/invites`, { status: 201, notice: 'Your link is ready.' })
  })
  .delete('/:community/invites/:invite', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'invites')) throw new HTTPException(403)
    const id = idParam(c, 'invite')
    const revoked = await revokeInvite(c.var.db, community.id, id, viewer.profile.id)
    if (revoked.length === 0) throw new HTTPException(404)
    return done(c, {}, `/${community.slug}/invites`, { notice: 'That link is dead.' })
  })
  .get('/join/:code', async (c) => {
    const code = c.req.param('code')
    const { viewer, rows } = await c.var.load((db, me) => [findInvite(db, code, me)])
    const [[invite]] = rows
    if (!invite) throw new HTTPException(404, { message: 'There is no such invite link.' })
    const { standing, by, members, slug, name, description, logoUrl, coverUrl } = invite
    const community = { slug, name, description, logoUrl, coverUrl }
    const shared = { community, members, by, code, state: stateOf(invite, c.var.now) }
    const door = standing === 'active' ? 'inside' : standing === 'banned' ? 'banned' : 'outside'
    return show(c, JoinPage, shared, { door: viewer.profile ? door : 'guest' })
  })

const SPENT = 'This link does not let anyone in any more. Ask for a new one.'
const BY_LINK = 'You need an invite link to join.'

/** The page of links, for those who may make them. */
async function page(c: Context<{ Bindings: Env }>) {
  const slug = c.req.param('community') ?? ''
  const { viewer, rows } = await c.var.visit((db) => [invitesOf(db, slug)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'invites')) throw new HTTPException(403)
  return { slug, origin: new URL(c.req.url).origin, invites: rows[0], now: c.var.now }
}
