import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findMember, setTier } from '../../communities/members/queries.ts'
import { communityAt, holdCommunity } from '../../communities/queries.ts'
import { may } from '../../communities/rules.ts'
import { tiersOf } from '../../communities/tiers/queries.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { done, show } from '../../ui/respond.tsx'
import { compsOf, endGift, type Gift, insertGift, liveTierOf } from '../grants/queries.ts'
import { CompsPage } from './views.tsx'

/** Tiers given by hand. The grant is what opens spaces; the membership shows the tier. */
export const compRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/members/:username/tiers', async (c) => {
    const { slug, them, tiers, given } = await meet(c)
    const { username, fullName, avatarUrl } = them
    const person = { username, fullName, avatarUrl }
    return show(c, CompsPage, { slug, person, tiers, given }, null)
  })
  .put('/:community/members/:username/tiers/:tier', async (c) => {
    const { gift, tier, them, back } = await chosen(c)
    const { db } = c.var
    await db.batch([
      holdCommunity(db, gift.communityId),
      insertGift(db, gift),
      setTier(db, gift.communityId, gift.profileId, liveTierOf(gift.communityId, gift.profileId)),
    ])
    c.var.revoke(...rightsOf(gift.profileId))
    const notice = `${them.fullName} has ${tier.name}.`
    return done(c, { tier: tier.id }, back, { notice })
  })
  .delete('/:community/members/:username/tiers/:tier', async (c) => {
    const { gift, tier, them, back } = await chosen(c)
    const { db } = c.var
    const [, ended] = await db.batch([
      holdCommunity(db, gift.communityId),
      endGift(db, gift),
      setTier(db, gift.communityId, gift.profileId, liveTierOf(gift.communityId, gift.profileId)),
    ])
    if (ended.length === 0) throw new HTTPException(404)
    c.var.revoke(...rightsOf(gift.profileId))
    const notice = `${tier.name} is taken back from ${them.fullName}.`
    return done(c, {}, back, { notice })
  })

async function chosen(c: Context<{ Bindings: Env }>) {
  const { slug, me, communityId, them, tiers } = await meet(c)
  const tier = tiers.find(({ id }) => id === c.req.param('tier'))
  if (!tier) throw new HTTPException(404)
  const { profileId } = them
  const gift: Gift = { communityId, profileId, me, source: 'comp', tierId: tier.id }
  return { gift, tier, them, back: `/${slug}/members/${them.username}/tiers` }
}

/** The member of the path and what they were given, for those who may give. */
async function meet(c: Context<{ Bindings: Env }>) {
  const [slug, username] = [c.req.param('community') ?? '', c.req.param('username') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [
    findMember(db, slug, username),
    tiersOf(db, slug),
    compsOf(db, communityAt(slug), username),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'tiers')) throw new HTTPException(403)
  const [[them], tiers, comps] = rows
  if (them?.status !== 'active') throw new HTTPException(404)
  const given = comps.flatMap(({ tierId }) => tierId ?? [])
  return { slug, me: viewer.profile.id, communityId: community.id, them, tiers, given }
}
