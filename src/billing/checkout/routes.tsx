import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type Stripe from 'stripe'
import { isMember } from '../../communities/rules.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { idParam } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { ensureCustomer } from '../customers/queries.ts'
import { ensurePrice } from '../prices/jobs.ts'
import { findOffer, type Offer } from '../prices/queries.ts'
import { syncCustomer } from '../sync/jobs.ts'
import { truthOf } from '../truth/queries.ts'
import { keepSession, takeTurn } from './queries.ts'
import { inTheWay, isKnownHere } from './rules.ts'

const TWICE = 'You began this twice. Go on in the tab that you opened last.'

/** Leads to Stripe's page to pay for a tier. */
export const checkoutRoutes = new Hono<{ Bindings: Env }>().post(
  '/:community/plans/:tier/checkout',
  async (c) => {
    const { offer, slug, profileId } = await chosen(c)
    const { db } = c.var
    const stripe = connectStripe(c.env)
    const customer = await ensureCustomer(db, stripe, profileId)
    const at = { profileId, communityId: offer.communityId }
    const { turn, previousId } = await takeTurn(db, at)
    // only once it can no longer be paid does the truth say all that may be paid for
    if (previousId) await endSession(stripe, previousId)
    const truth = await truthOf(stripe, customer)
    const wanted = { communityId: offer.communityId, tierId: offer.id }
    const refusal = inTheWay(truth, wanted, c.var.now)
    if (refusal) {
      await syncCustomer({ env: c.env, db }, customer)
      throw new HTTPException(409, { message: refusal })
    }
    const price = await ensurePrice({ db, stripe }, offer)
    const trialDays = isKnownHere(truth, wanted) ? 0 : offer.trialDays
    const plans = `${new URL(c.req.url).origin}/${slug}/plans`
    const session = await stripe.checkout.sessions.create(
      {
        ...asked(offer, { profileId, customer, price, trialDays }),
        success_url: `${plans}/return?session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: plans,
      },
      { idempotencyKey: `checkout:${profileId}:${offer.communityId}:${turn}` },
    )
    if (!(await keepSession(db, { ...at, turn }, session.id))) {
      await endSession(stripe, session.id)
      throw new HTTPException(409, { message: TWICE })
    }
    const url = session.url ?? plans
    return done(c, { url }, url)
  },
)

type Buyer = { profileId: string; customer: string; price: string; trialDays: number }

function asked(offer: Offer, { profileId, customer, price, trialDays }: Buyer) {
  const metadata = { profileId, communityId: offer.communityId, tierId: offer.id }
  const shared = {
    customer,
    line_items: [{ price, quantity: 1 }],
    allow_promotion_codes: true,
    metadata,
  } satisfies Stripe.Checkout.SessionCreateParams
  return offer.billingPeriod === 'lifetime'
    ? { ...shared, mode: 'payment' as const, payment_intent_data: { metadata } }
    : {
        ...shared,
        mode: 'subscription' as const,
        subscription_data: {
          metadata,
          ...(trialDays > 0 && { trial_period_days: trialDays }),
        },
      }
}

/** After this nobody can pay it any more; one that has been paid stays paid. */
async function endSession(stripe: Stripe, id: string): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(id)
  } catch (error) {
    const { status } = await stripe.checkout.sessions.retrieve(id)
    if (status === 'open') throw error
  }
}

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
