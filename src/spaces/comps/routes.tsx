import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findMember, setTier } from '../../communities/members/queries.ts'
import { communityAt, holdCommunity } from '../../communities/queries.ts'
import { may } from '../../communities/rules.ts'
import { memberships } from '../../communities/tables.ts'
import { tiersOf } from '../../communities/tiers/queries.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { input } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import {
  compsOf,
  endGift,
  extendGift,
  type Gift as Given,
  insertGift,
  liveTierOf,
  paidBy,
} from '../grants/queries.ts'
import { Gift } from './rules.ts'
import { CompsPage } from './views.tsx'

/** Tiers given by hand. The grant is what opens spaces; the membership shows the tier. */
export const compRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/members/:username/tiers', async (c) =>
    show(c, CompsPage, (await meet(c)).shared, {}),
  )
  .put('/:community/members/:username/tiers/:tier', async (c) => {
    const { gift, tier, them, back, shared } = await chosen(c)
    const form = await input(c, Gift)
    const endsAt = form.ok ? form.value.endsOn : null
    const errors = form.ok ? pastErrors(endsAt, c.var.now) : form.errors
    if (errors) return refuse(c, errors, CompsPage, shared, { errors, tierId: tier.id })
    const { db } = c.var
    await db.batch([
      holdCommunity(db, gift.communityId),
      extendGift(db, { ...gift, endsAt }),
      insertGift(db, { ...gift, endsAt }),
      setTier(db, gift, shownTier),
    ])
    c.var.revoke(...rightsOf(gift.profileId))
    return done(c, { tier: tier.id, endsAt }, back, {
      notice: `${them.fullName} has ${tier.name}.`,
    })
  })
  .delete('/:community/members/:username/tiers/:tier', async (c) => {
    const { gift, tier, them, back } = await chosen(c)
    const { db } = c.var
    const [, ended] = await db.batch([
      holdCommunity(db, gift.communityId),
      endGift(db, gift),
      setTier(db, gift, shownTier),
    ])
    c.var.revoke(...rightsOf(gift.profileId))
    if (ended.length === 0) throw new HTTPException(404)
    const notice = `${tier.name} is taken back from ${them.fullName}.`
    return done(c, {}, back, { notice })
  })

const shownTier = liveTierOf(memberships.communityId, memberships.profileId)

const pastErrors = (endsAt: Date | null, now: Date) =>
  endsAt && endsAt <= now ? { endsOn: 'Choose a day that is yet to come.' } : null

async function chosen(c: Context<{ Bindings: Env }>) {
  const { shared, me, communityId, them, tiers } = await meet(c)
  const tier = tiers.find(({ id }) => id === c.req.param('tier'))
  if (!tier) throw new HTTPException(404)
  const { profileId } = them
  const gift: Given = { communityId, profileId, me, source: 'comp', tierId: tier.id }
  return { gift, tier, them, shared, back: `/${shared.slug}/members/${them.username}/tiers` }
}

/** The member of the path and what they were given, for those who may give. */
async function meet(c: Context<{ Bindings: Env }>) {
  const [slug, username] = [c.req.param('community') ?? '', c.req.param('username') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [
    findMember(db, slug, username),
    tiersOf(db, slug),
    compsOf(db, communityAt(slug), username),
    paidBy(db, communityAt(slug), username),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'tiers')) throw new HTTPException(403)
  const [[them], tiers, comps, purchases] = rows
  if (them?.status !== 'active') throw new HTTPException(404)
  const { fullName, avatarUrl } = them
  const person = { username, fullName, avatarUrl }
  const given = comps.flatMap(({ tierId, endsAt }) => (tierId ? [{ tierId, endsAt }] : []))
  const paid = purchases.flatMap(({ tierId }) => tierId ?? [])
  const shared = { slug, person, tiers, given, paid }
  return { shared, me: viewer.profile.id, communityId: community.id, them, tiers }
}
