import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { isMember } from '../../communities/rules.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { ensurePrice } from '../prices/jobs.ts'
import { findOffer } from '../prices/queries.ts'
import { creditFor } from '../replacing/jobs.ts'
import { openSession } from './jobs.ts'
import { inTheWay, isKnownHere, paramsOf, replacedBy } from './rules.ts'

/** The locked door that they came from, to lead them back to. */
const From = z.object({
  space: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
})

/** Leads to Stripe's page to pay for a tier. */
export const checkoutRoutes = new Hono<{ Bindings: Env }>().post(
  '/:community/plans/:tier/checkout',
  async (c) => {
    const { offer, slug, profileId } = await chosen(c)
    const { space } = await insist(c, From)
    const { db, now } = c.var
    const at = { env: c.env, db, stripe: connectStripe(c.env) }
    const where = { profileId, communityId: offer.communityId, tierId: offer.id }
    const opened = await openSession(at, where, async ({ truth }) => {
      const replaced = offer.billingPeriod === 'lifetime' ? replacedBy(truth, offer) : null
      const refusal = inTheWay(truth, where, now, replaced?.id)
      if (refusal) return { refusal }
      // what Stripe knew no more has been forgotten, when it is tried again
      const [fresh = offer] = await findOffer(db, offer.id)
      const buyer = {
        profileId,
        price: await ensurePrice(at, fresh),
        trialDays: isKnownHere(truth, where) ? 0 : offer.trialDays,
        space,
        credit: replaced && (await creditFor(at.stripe, replaced, offer)),
      }
      return { params: paramsOf(offer, buyer, `${new URL(c.req.url).origin}/${slug}/plans`) }
    })
    if ('refusal' in opened) throw new HTTPException(409, { message: opened.refusal })
    return done(c, opened, opened.url)
  },
)

/** The tier of the path, for a member who may buy it. */
async function chosen(c: Context<{ Bindings: Env }>) {
  const tierId = idParam(c, 'tier')
  const { viewer, community, rows } = await c.var.visit((db) => [findOffer(db, tierId)])
  if (!viewer.profile) throw new HTTPException(401)
  if (viewer.status === 'banned') throw new HTTPException(403)
  if (!isMember(viewer)) throw new HTTPException(403, { message: 'Join first, then choose.' })
  const [[offer]] = rows
  if (offer?.communityId !== community.id || !offer.isActive) throw new HTTPException(404)
  if (offer.priceCents === 0 || !hasStripe(c.env))
    throw new HTTPException(409, { message: 'This cannot be bought.' })
  return { offer, slug: community.slug, profileId: viewer.profile.id }
}
