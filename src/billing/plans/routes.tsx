import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { tiersOf } from '../../communities/tiers/queries.ts'
import { show } from '../../ui/respond.tsx'
import { customerOf } from '../customers/queries.ts'
import { subscriptionsOf } from './queries.ts'
import { membershipOf, offerFor } from './rules.ts'
import { PlansPage } from './views.tsx'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What can be belonged at, side by side. */
export const planRoutes = new Hono<{ Bindings: Env }>().get('/:community/plans', async (c) => {
  const slug = c.req.param('community')
  const { viewer, community, rows } = await c.var.visit((db, me) => [
    tiersOf(db, slug),
    subscriptionsOf(db, slug, me),
    customerOf(db, me ?? NOBODY),
  ])
  if (viewer.status === 'banned') throw new HTTPException(403)
  if (!community.isPublic && !isMember(viewer)) throw new HTTPException(404)
  const [tiers, subscriptions, [customer]] = rows
  const membership = membershipOf(subscriptions, c.var.now)
  const offered = tiers.filter(({ id, isActive }) => isActive || viewer.tierIds.includes(id))
  const offers = Object.fromEntries(
    offered.map((tier) => [tier.id, offerFor(viewer, tier, membership !== null)]),
  )
  const spaces = community.spaces
    .filter(({ visibility }) => visibility === 'paid')
    .map(({ slug, name, emoji, requiredTierIds }) => ({ slug, name, emoji, requiredTierIds }))
  const mine = { offers, membership, hasBought: Boolean(customer?.id) }
  return show(c, PlansPage, { slug, plans: offered, spaces }, mine)
})
