import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { communityAt, holdCommunity } from '../../communities/queries.ts'
import { may, touchedInCommunity } from '../../communities/rules.ts'
import { insertTier, moveTier, tiersOf, updateTier } from '../../communities/tiers/queries.ts'
import { NewTier, TierMove, tierChangeOf } from '../../communities/tiers/rules.ts'
import { newId } from '../../db/columns.ts'
import { trySend } from '../../edge/jobs.ts'
import { hasStripe } from '../../stripe/connect.ts'
import { input, insist } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { compsIn } from '../grants/queries.ts'
import { allSpaces, type SpaceRow, setSpacesOfTier, syncSpaceAccess } from '../manage/queries.ts'
import { TiersPage } from './views.tsx'

/** Tiers, and from their side which spaces they open. */
export const tierRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/tiers', async (c) => {
    const { shared, mine } = await open(c)
    return show(c, TiersPage, shared, mine)
  })
  .post('/:community/tiers', async (c) => {
    const { who, shared, mine } = await open(c)
    const form = await input(c, NewTier)
    const errors = form.ok ? spaceErrors(form.value, shared) : form.errors
    if (!form.ok || errors)
      return refuse(c, errors ?? {}, TiersPage, shared, {
        ...mine,
        errors: errors ?? {},
        typed: form.ok ? form.value : form.typed,
        tierId: null,
      })
    const at = { id: newId(), ...who }
    const { spaceIds, ...tier } = form.value
    const { db } = c.var
    const [, made] = await db.batch([
      holdCommunity(db, at.communityId),
      insertTier(db, at, tier),
      setSpacesOfTier(db, at, spaceIds),
      syncSpaceAccess(db, at.communityId),
    ])
    if (made.rows.length === 0) throw new HTTPException(403)
    await tellStripe(c, at.id)
    c.var.touch(...touchedInCommunity(shared.slug))
    const notice = `${tier.name} is ready.`
    return done(c, { id: at.id }, `/${shared.slug}/tiers`, { status: 201, notice })
  })
  .patch('/:community/tiers/:tier', async (c) => {
    const { who, shared, mine, paid } = await open(c)
    const id = c.req.param('tier')
    const known = shared.tiers.find((tier) => tier.id === id)
    if (!known) throw new HTTPException(404)
    const form = await input(c, tierChangeOf(known))
    const errors = form.ok
      ? (spaceErrors(form.value, shared) ?? orphanErrors(form.value, id, paid))
      : form.errors
    if (!form.ok || errors)
      return refuse(c, errors ?? {}, TiersPage, shared, {
        ...mine,
        errors: errors ?? {},
        typed: form.ok ? form.value : form.typed,
        tierId: id,
      })
    const { spaceIds, ...change } = form.value
    const at = { id, ...who }
    const { db } = c.var
    const [, changed] = await db.batch([
      holdCommunity(db, at.communityId),
      updateTier(db, at, change),
      ...(spaceIds
        ? [setSpacesOfTier(db, at, spaceIds), syncSpaceAccess(db, who.communityId)]
        : []),
    ])
    if (changed.length === 0) throw new HTTPException(403)
    await tellStripe(c, id)
    const name = spaceIds ? c.var.revoke : c.var.touch
    name(...touchedInCommunity(shared.slug))
    return done(c, { id }, `/${shared.slug}/tiers`, { notice: 'Saved.' })
  })
  .put('/:community/tiers/:tier/position', async (c) => {
    const { who, shared } = await open(c)
    const id = c.req.param('tier')
    if (!shared.tiers.some((tier) => tier.id === id)) throw new HTTPException(404)
    const { move } = await insist(c, TierMove)
    const { db } = c.var
    await db.batch([holdCommunity(db, who.communityId), moveTier(db, { id, ...who }, move)])
    c.var.touch(...touchedInCommunity(shared.slug))
    return done(c, { move }, `/${shared.slug}/tiers`)
  })

/** Stripe hears of it in a moment; where the queue refuses, when the next one buys. */
async function tellStripe(c: Context<{ Bindings: Env }>, id: string): Promise<void> {
  if (hasStripe(c.env)) await trySend(c.env, { kind: 'stripe.tier', id }, c.var.requestId)
}

/** A tier opens paid spaces only: those of this community that the page lists. */
function spaceErrors(change: { spaceIds?: string[] }, { spaces }: { spaces: { id: string }[] }) {
  const unknown = change.spaceIds?.some((id) => !spaces.some((space) => space.id === id))
  return unknown ? { spaceIds: 'Choose from the paid spaces of this community.' } : null
}

/** The other side of tierErrors: no paid space stays without a tier that opens it. */
function orphanErrors({ spaceIds }: { spaceIds?: string[] }, tier: string, paid: SpaceRow[]) {
  const orphan = paid.find(
    ({ id, requiredTierIds }) =>
      spaceIds?.includes(id) === false && requiredTierIds.every((each) => each === tier),
  )
  return orphan
    ? { spaceIds: `Nothing else opens ${orphan.name}. Change who may enter it first.` }
    : null
}

async function open(c: Context<{ Bindings: Env }>) {
  const slug = c.req.param('community') ?? ''
  const { viewer, community, rows } = await c.var.visit((db) => [
    tiersOf(db, slug),
    allSpaces(db, slug),
    compsIn(db, communityAt(slug)),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'tiers')) throw new HTTPException(403)
  const paid = rows[1].filter(({ visibility }) => visibility === 'paid')
  const spaces = paid.map(({ id, name, emoji }) => ({ id, name, emoji }))
  const who = { communityId: community.id, me: viewer.profile.id }
  const mine = {
    isOwner: may(viewer, 'payments'),
    lacksStripe: may(viewer, 'payments') && !hasStripe(c.env),
  }
  return { who, shared: { slug, tiers: rows[0], spaces, given: rows[2] }, mine, paid }
}
