import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { communityAt } from '../../communities/queries.ts'
import { isMember, may } from '../../communities/rules.ts'
import { tiersOf } from '../../communities/tiers/queries.ts'
import { NOBODY } from '../../db/columns.ts'
import { giftsTo } from '../../spaces/grants/queries.ts'
import { hasStripe } from '../../stripe/connect.ts'
import { show } from '../../ui/respond.tsx'
import { customerOf } from '../customers/queries.ts'
import { subscriptionsOf } from './queries.ts'
import { giftsBeside, mayLook, membershipOf, offerFor } from './rules.ts'
import { PlansPage } from './views.tsx'

/** What can be belonged at, side by side. */
export const planRoutes = new Hono<{ Bindings: Env }>().get('/:community/plans', async (c) => {
  const slug = c.req.param('community')
  const { viewer, community, rows } = await c.var.visit((db, me) => [
    tiersOf(db, slug),
    subscriptionsOf(db, slug, me),
    giftsTo(db, communityAt(slug), me ?? NOBODY),
    customerOf(db, me ?? NOBODY),
  ])
  if (viewer.status === 'banned') throw new HTTPException(403)
  if (!mayLook(viewer, community)) throw new HTTPException(404)
  const [tiers, subscriptions, gifts, [customer]] = rows
  const membership = membershipOf(subscriptions, c.var.now)
  const isKept = (id: string) => viewer.tierIds.includes(id) || membership?.next?.tierId === id
  const offered = tiers.filter(({ id, isActive }) => isActive || isKept(id))
  const offers = Object.fromEntries(
    offered.map((tier) => [tier.id, offerFor(viewer, tier, { membership, gifts })]),
  )
  // who may not know the spaces of a closed community reads what its owner says of a plan
  const isOpen = community.isPublic || isMember(viewer)
  const spaces = community.spaces
    .filter(({ visibility }) => isOpen && visibility === 'paid')
    .map(({ slug, name, emoji, requiredTierIds }) => ({ slug, name, emoji, requiredTierIds }))
  const door = c.req.query('space')
  const mine = {
    offers,
    membership,
    gifts: giftsBeside(gifts, tiers, membership),
    hasBought: Boolean(customer?.id),
    space: spaces.find((space) => space.slug === door)?.slug ?? null,
    // only who can mend it is told
    lacksStripe: may(viewer, 'payments') && !hasStripe(c.env),
  }
  return show(c, PlansPage, { slug, plans: offered, spaces }, mine)
})
