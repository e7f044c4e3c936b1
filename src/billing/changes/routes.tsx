import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type Stripe from 'stripe'
import * as z from 'zod'
import { isMember } from '../../communities/rules.ts'
import { NOBODY } from '../../db/columns.ts'
import { sendJobs } from '../../edge/jobs.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { beginTurn } from '../checkout/jobs.ts'
import { reopenMoves } from '../moves/queries.ts'
import { moveId } from '../moves/rules.ts'
import { subscriptionsOf } from '../plans/queries.ts'
import { membershipOf } from '../plans/rules.ts'
import { ensurePrice, intervals } from '../prices/jobs.ts'
import { findOffer } from '../prices/queries.ts'
import { blocksAnother } from '../rules.ts'
import { syncCustomer } from '../sync/jobs.ts'
import { idOf } from '../truth/rules.ts'
import { changeLater, changeNow, previewOf, stayAsIs } from './jobs.ts'
import { factsOf, SHOWN_FOR } from './preview/rules.ts'
import { ChangePage } from './preview/views.tsx'
import { wayOf } from './rules.ts'

/** What the person saw on the page, to the second and the cent. */
const Seen = z.object({ at: z.coerce.number().int(), due: z.coerce.number().int() })

/** From one plan to another: first what it costs, then the deed, and the way back. */
export const changeRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/plans/:tier/change', async (c) => {
    const change = await meet(c)
    if (isDone(change)) throw new HTTPException(409, { message: HAD })
    return show(c, ChangePage, await facts(c, change), null)
  })
  .post('/:community/plans/:tier/change', async (c) => {
    const change = await meet(c)
    const { sub, offer, price, way, slug, stripe, where } = change
    const seen = await insist(c, Seen)
    // cut off after Stripe had done it, and pressed again
    if (isDone(change)) {
      await told(c, sub)
      return done(c, { way }, `/${slug}/plans`, { notice: `You have ${offer.name} now.` })
    }
    await beginTurn({ db: c.var.db, stripe }, { ...where, customer: idOf(sub.customer) ?? '' })
    if (way === 'later') {
      if (offer.billingPeriod === 'lifetime') throw new HTTPException(409)
      await changeLater(stripe, sub, { price, rhythm: intervals[offer.billingPeriod] })
      await told(c, sub)
      const notice = `You will have ${offer.name} from your next renewal on.`
      return done(c, { way }, `/${slug}/plans`, { notice })
    }
    const fresh = await facts(c, change)
    const isOld = fresh.at - seen.at > SHOWN_FOR
    const { due } = isOld ? fresh : await facts(c, change, seen.at)
    if (isOld || due !== seen.due)
      return show(c, ChangePage, { ...fresh, isOther: true }, null, 422)
    const toPay = await changeNow(stripe, sub, { price, at: seen.at, now: c.var.now })
    await told(c, sub)
    if (toPay) return done(c, { way, url: toPay }, toPay)
    return done(c, { way }, `/${slug}/plans`, { notice: `You have ${offer.name} now.` })
  })
  .delete('/:community/plans/change', async (c) => {
    const { slug, stripe, sub, membership, id } = await mine(c)
    const { next } = membership
    if (!next) throw new HTTPException(404, { message: 'Nothing is going to change.' })
    if (next.tierId === membership.tierId)
      throw new HTTPException(409, { message: 'The price of your plan changes for everyone.' })
    // a new price that was to follow has to follow after all; noted first, the night knows of it
    const moves = await reopenMoves(c.var.db, id)
    await stayAsIs(stripe, sub)
    await sendJobs(
      c.env,
      moves.map((move) => ({ kind: 'stripe.move', id: moveId(move) })),
    )
    await told(c, sub)
    return done(c, {}, `/${slug}/plans`, { notice: `You keep ${membership.tier}.` })
  })

type At = Context<{ Bindings: Env }>

/** One's own membership that is alive, as Stripe holds it. */
async function mine(c: At) {
  const slug = c.req.param('community') ?? ''
  const tierId = c.req.param('tier') ? idParam(c, 'tier') : NOBODY
  const { viewer, community, rows } = await c.var.visit((db, me) => [
    subscriptionsOf(db, slug, me),
    findOffer(db, tierId),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!isMember(viewer)) throw new HTTPException(403, { message: 'Join first, then choose.' })
  const [subscriptions, [offer]] = rows
  const membership = membershipOf(subscriptions, c.var.now)
  const id = subscriptions.find(blocksAnother)?.stripeId
  if (!membership || !id || !hasStripe(c.env))
    throw new HTTPException(409, { message: 'You have no membership here that could change.' })
  const stripe = connectStripe(c.env)
  const sub = await stripe.subscriptions.retrieve(id)
  const where = { profileId: viewer.profile.id, communityId: community.id }
  return { slug, stripe, sub, id, membership, offer, where }
}

/** The change of the path, if it is one that can be made. */
async function meet(c: At) {
  const { offer, ...own } = await mine(c)
  const { membership, where, stripe } = own
  if (offer?.communityId !== where.communityId || !offer.isActive || offer.priceCents === 0)
    throw new HTTPException(404)
  if (membership.banner === 'payment failed')
    throw new HTTPException(409, { message: 'See to your card first, then change your plan.' })
  if (membership.tierId === offer.id && own.sub.items.data[0]?.price.id === offer.priceId)
    throw new HTTPException(409, { message: HAD })
  const way = wayOf(membership, offer, membership.status === 'trialing')
  if (way === 'never' || way === 'once')
    throw new HTTPException(409, { message: 'Choose it under Plans: it is paid for by itself.' })
  return { ...own, offer, way, price: await ensurePrice({ db: c.var.db, stripe }, offer) }
}

type Change = Awaited<ReturnType<typeof meet>>

const HAD = 'That is what you have.'

/** Stripe has it so already; we have not heard of it yet. */
const isDone = ({ sub, price }: Change): boolean => sub.items.data[0]?.price.id === price

const facts = async (
  c: At,
  { slug, stripe, sub, membership, offer, way, price }: Change,
  at?: number,
) => {
  const isCounted = way === 'now' && membership.status !== 'trialing'
  const preview = isCounted ? await previewOf(stripe, sub, { price, ...(at && { at }) }) : null
  return { slug, ...factsOf({ membership, offer, way, preview, now: c.var.now }) }
}

/** Asks Stripe at once, so that the next page knows it. */
const told = (c: At, sub: Stripe.Subscription) =>
  syncCustomer({ env: c.env, db: c.var.db }, idOf(sub.customer) ?? '')
