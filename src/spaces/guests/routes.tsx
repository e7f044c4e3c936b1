import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findMember } from '../../communities/members/queries.ts'
import { Named } from '../../communities/members/rules.ts'
import { holdCommunity } from '../../communities/queries.ts'
import { may } from '../../communities/rules.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { endGift, type Gift, insertGift } from '../grants/queries.ts'
import { findSpace } from '../manage/queries.ts'

/** Guests: members who were let into a space that is not open to all. */
export const guestRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/s/:space/guests', async (c) => letIn(c, (await insist(c, Named)).username))
  .put('/:community/s/:space/guests/:username', (c) => letIn(c, c.req.param('username')))
  .delete('/:community/s/:space/guests/:username', async (c) => {
    const { gift, back, them } = await meet(c, c.req.param('username'))
    const ended = await endGift(c.var.db, gift)
    if (ended.length === 0) throw new HTTPException(404)
    return done(c, {}, back, { notice: `${them.fullName} is no guest any more.` })
  })

async function letIn(c: Context<{ Bindings: Env }>, username: string) {
  const { gift, back, them } = await meet(c, username)
  if (them.status !== 'active') throw new HTTPException(404, { message: NOBODY })
  const { db } = c.var
  await db.batch([holdCommunity(db, gift.communityId), insertGift(db, gift)])
  return done(c, { username }, back, { notice: `${them.fullName} is let in.` })
}

const NOBODY = 'No member has that username. They join first, then you let them in.'

/** The space and the person of the path, for those who manage spaces. */
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
  if (!them) throw new HTTPException(404, { message: NOBODY })
  const gift: Gift = {
    communityId: community.id,
    profileId: them.profileId,
    me: viewer.profile.id,
    source: 'invitation',
    spaceId: space.id,
  }
  return { gift, them, back: `/${slug}/s/${address}/settings` }
}
