import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findMember } from '../../communities/members/queries.ts'
import { Named } from '../../communities/members/rules.ts'
import { holdCommunity } from '../../communities/queries.ts'
import { may } from '../../communities/rules.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { input } from '../../ui/input.ts'
import { done, refuse } from '../../ui/respond.tsx'
import { opened } from '../edit/routes.tsx'
import { SpaceSettingsPage } from '../edit/views.tsx'
import { endGift, type Gift, insertGift } from '../grants/queries.ts'
import { findSpace } from '../manage/queries.ts'

/** Guests: members who were let into a space that is not open to all. */
export const guestRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/s/:space/guests', async (c) => {
    const form = await input(c, Named)
    const answer = form.ok && (await letIn(c, form.value.username))
    if (answer) return answer
    const errors = form.ok ? { username: NOBODY } : form.errors
    const typed = form.ok ? form.value : form.typed
    return refuse(c, errors, SpaceSettingsPage, (await opened(c)).shared, { errors, typed })
  })
  .put('/:community/s/:space/guests/:username', async (c) => {
    const answer = await letIn(c, c.req.param('username'))
    if (!answer) throw new HTTPException(404, { message: NOBODY })
    return answer
  })
  .delete('/:community/s/:space/guests/:username', async (c) => {
    const { gift, back, them } = await meet(c, c.req.param('username'))
    if (!gift) throw new HTTPException(404, { message: NOBODY })
    const ended = await endGift(c.var.db, gift)
    if (ended.length === 0) throw new HTTPException(404)
    c.var.revoke(...rightsOf(gift.profileId))
    return done(c, {}, back, { notice: `${them.fullName} is no guest any more.` })
  })

/** Gives the answer, or null when no member has that username. */
async function letIn(c: Context<{ Bindings: Env }>, username: string): Promise<Response | null> {
  const { gift, back, them } = await meet(c, username)
  if (!gift || them.status !== 'active') return null
  const { db } = c.var
  await db.batch([holdCommunity(db, gift.communityId), insertGift(db, gift)])
  c.var.revoke(...rightsOf(gift.profileId))
  return done(c, { username }, back, { notice: `${them.fullName} is let in.` })
}

const NOBODY = 'No member has that username. They join first, then you let them in.'

/** The space of the path and the person named, if any, for those who manage spaces. */
async function meet(c: Context<{ Bindings: Env }>, username: string) {
  const [slug, address] = [c.req.param('community') ?? '', c.req.param('space') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [
    findSpace(db, slug, address),
    findMember(db, slug, username),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'spaces')) throw new HTTPException(403)
  const [[space], [them]] = rows
  if (!space) throw new HTTPException(404)
  const back = `/${slug}/s/${address}/settings`
  if (!them) return { back }
  const gift: Gift = {
    communityId: community.id,
    profileId: them.profileId,
    me: viewer.profile.id,
    source: 'invitation',
    spaceId: space.id,
  }
  return { gift, back, them }
}
