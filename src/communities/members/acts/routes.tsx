import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { rightsOf } from '../../../profiles/rules.ts'
import { insist } from '../../../ui/input.ts'
import { done } from '../../../ui/respond.tsx'
import { holdCommunity } from '../../queries.ts'
import { may, rolesToGive, touchedByStanding } from '../../rules.ts'
import { approve, findMember, setRole, unban } from '../queries.ts'
import { canRemove, RoleChange } from '../rules.ts'

const CHANGED = 'That has changed meanwhile. Look again.'

/** What staff decide about one person. Leaving, removing and banning reach further: see home. */
export const memberActRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/members/:username/role', async (c) => {
    const { viewer, theirs, change, back } = await meet(c)
    const { role } = await insist(c, RoleChange)
    if (theirs.status !== 'active') throw new HTTPException(404)
    const giveable = rolesToGive(viewer, theirs.role)
    if (giveable.length === 0 || (role !== theirs.role && !giveable.includes(role)))
      throw new HTTPException(403, {
        message: 'You give roles below your own, to people below you.',
      })
    const { db } = c.var
    const [, changed] = await db.batch([
      holdCommunity(db, change.communityId),
      setRole(db, { ...change, role }),
    ])
    if (changed.length === 0) throw new HTTPException(409, { message: CHANGED })
    moved(c, theirs)
    return done(c, { role }, back, { notice: `${theirs.fullName} is now ${role}.` })
  })
  .put('/:community/members/:username/approval', async (c) => {
    const { viewer, theirs, change, back } = await meet(c)
    if (!may(viewer, 'approve')) throw new HTTPException(403)
    if (theirs.status === 'active') return done(c, { status: 'active' }, back)
    if (theirs.status !== 'pending') throw new HTTPException(404)
    const { db } = c.var
    const [, changed] = await db.batch([holdCommunity(db, change.communityId), approve(db, change)])
    if (changed.length === 0) throw new HTTPException(409, { message: CHANGED })
    moved(c, theirs)
    return done(c, { status: 'active' }, `${back}?status=pending`, {
      notice: `${theirs.fullName} is in.`,
    })
  })
  .delete('/:community/members/:username/ban', async (c) => {
    const { viewer, theirs, change, back } = await meet(c)
    if (!canRemove(viewer, theirs)) throw new HTTPException(403)
    if (theirs.status !== 'banned') throw new HTTPException(404)
    const { db } = c.var
    await db.batch([holdCommunity(db, change.communityId), unban(db, change)])
    moved(c, theirs)
    return done(c, { status: 'left' }, back, { notice: `${theirs.fullName} may join again.` })
  })

function moved(c: Context, { profileId, username }: { profileId: string; username: string }) {
  c.var.revoke(...rightsOf(profileId))
  c.var.touch(...touchedByStanding(c.req.param('community') ?? '', username))
}

/** The person of the path as the viewer meets them; 404 for people who were never here. */
async function meet(c: Context<{ Bindings: Env }>) {
  const [slug, username] = [c.req.param('community') ?? '', c.req.param('username') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [findMember(db, slug, username)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'approve')) throw new HTTPException(403)
  const [[theirs]] = rows
  if (!theirs) throw new HTTPException(404, { message: 'Nobody here has that username.' })
  const change = {
    communityId: community.id,
    me: viewer.profile.id,
    profileId: theirs.profileId,
  }
  return { viewer, theirs, change, back: `/${slug}/members` }
}
