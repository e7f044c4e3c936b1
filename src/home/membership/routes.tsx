import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ban, findMember, leave, remove, setTier } from '../../communities/members/queries.ts'
import { Ban, canRemove } from '../../communities/members/rules.ts'
import { holdCommunity } from '../../communities/queries.ts'
import { isOwner, touchedByStanding, touchedInCommunity } from '../../communities/rules.ts'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { removeThingsOf } from '../../files/resources/edit/removal/queries.ts'
import { removeContentOf } from '../../posts/removal/queries.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { deleteFollowsOfOutsider } from '../../spaces/follows/queries.ts'
import { endGiftsOfOutsider, liveTierOf } from '../../spaces/grants/queries.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'

/** The end of a membership reaches into other rooms: what was given, followed and, if so chosen, written. */
export const membershipRoutes = new Hono<{ Bindings: Env }>()
  .delete('/:community/membership', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (isOwner(viewer)) throw new HTTPException(403, { message: HAND_OVER })
    if (viewer.status === 'banned') throw new HTTPException(403)
    const { db } = c.var
    await db.batch([
      holdCommunity(db, community.id),
      leave(db, community.id, viewer.profile.id),
      ...afterwards(db, community.id, viewer.profile.id),
    ])
    gone(c, { profileId: viewer.profile.id, username: viewer.profile.username })
    const notice = viewer.status === 'active' ? `You have left ${community.name}.` : undefined
    return done(c, { status: 'left' }, `/${community.slug}/about`, { notice })
  })
  .delete('/:community/members/:username', async (c) => {
    const { theirs, change, back } = await meet(c)
    if (!['active', 'pending'].includes(theirs.status)) throw new HTTPException(404)
    const { db } = c.var
    const [, removed] = await db.batch([
      holdCommunity(db, change.communityId),
      remove(db, change),
      ...afterwards(db, change.communityId, change.profileId),
    ])
    if (removed.length === 0) throw new HTTPException(409)
    gone(c, theirs)
    const declined = theirs.status === 'pending'
    const notice = declined ? 'Declined.' : `${theirs.fullName} is out. They may join again.`
    return done(c, { status: 'left' }, declined ? `${back}?status=pending` : back, { notice })
  })
  .put('/:community/members/:username/ban', async (c) => {
    const { theirs, change, back } = await meet(c)
    const { content } = await insist(c, Ban)
    const { db } = c.var
    const [, banned] = await db.batch([
      holdCommunity(db, change.communityId),
      ban(db, change),
      ...afterwards(db, change.communityId, change.profileId),
      ...(content === 'remove'
        ? [
            ...removeContentOf(db, change.communityId, change.profileId),
            ...removeThingsOf(db, change.communityId, change.profileId),
          ]
        : []),
    ])
    if (banned.length === 0) throw new HTTPException(409)
    gone(c, theirs)
    if (content === 'remove') c.var.revoke(...touchedInCommunity(c.req.param('community')))
    return done(c, { status: 'banned', content }, back, { notice: `${theirs.fullName} is banned.` })
  })

const HAND_OVER = 'You own this community. Hand it over first, then you can leave.'

/** They are in no directory any more, and nothing opens to them. */
function gone(c: Context, { profileId, username }: { profileId: string; username: string }) {
  const slug = c.req.param('community') ?? ''
  c.var.revoke(...rightsOf(profileId), ...touchedByStanding(slug, username))
}

/** What ends with a membership; each asks by itself whether it has ended. */
const afterwards = (db: Db, communityId: string, profileId: string) => [
  endGiftsOfOutsider(db, communityId, profileId),
  deleteFollowsOfOutsider(db, communityId, profileId),
  // what is still paid for is there, and shown, when they come back to it
  setTier(
    db,
    { communityId, profileId },
    liveTierOf(memberships.communityId, memberships.profileId),
  ),
]

/** The person of the path, whom the viewer may remove: 403 for those not below them. */
async function meet(c: Context<{ Bindings: Env }>) {
  const [slug, username] = [c.req.param('community') ?? '', c.req.param('username') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [findMember(db, slug, username)])
  if (!viewer.profile) throw new HTTPException(401)
  const [[theirs]] = rows
  if (!theirs && viewer.role) throw new HTTPException(404)
  if (!theirs || !canRemove(viewer, theirs)) throw new HTTPException(403)
  const change = {
    communityId: community.id,
    me: viewer.profile.id,
    profileId: theirs.profileId,
  }
  return { theirs, change, back: `/${slug}/members` }
}
