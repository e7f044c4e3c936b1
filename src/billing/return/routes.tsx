import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type Stripe from 'stripe'
import { markWriter } from '../../edge/touch.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { isAway, isRefusal } from '../../stripe/refusal.ts'
import { done, show, wantsJson } from '../../ui/respond.tsx'
import { syncCustomer } from '../sync/jobs.ts'
import { idOf } from '../truth/rules.ts'
import { MOST_LOOKS, PAUSE, stateOf } from './rules.ts'
import { WaitingPage } from './views.tsx'

/** Where Stripe's page leads back to: asks Stripe itself, since its webhook may come later. */
export const returnRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/plans/return',
  async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const { slug, id: communityId } = community
    const plans = `/${slug}/plans`
    const session = await orAway(sessionOf(c, { profileId: viewer.profile.id, communityId }))
    if (!session) return wait(c, slug)
    const state = stateOf(session)
    const { courseId, spaceSlug } = session.metadata ?? {}
    const bought = courseId
      ? `/${slug}/courses/${courseId}`
      : spaceSlug
        ? `/${slug}/s/${spaceSlug}`
        : plans
    if (state === 'over') return done(c, { state }, plans, { notice: 'Nothing was paid.' })
    const customer = idOf(session.customer)
    if (state === 'done' && customer) {
      const synced = syncCustomer({ env: c.env, db: c.var.db }, customer).then(() => true)
      if (!(await orAway(synced))) return wait(c, slug)
      markWriter(c)
      return done(c, { state }, bought, { notice: 'Thank you. It is yours now.' })
    }
    return wait(c, slug)
  },
)

/** Has the page look again in a while, for some minutes. */
function wait(c: Context<{ Bindings: Env }>, slug: string) {
  const look = Number(c.req.query('look') ?? 0)
  const isTired = !(look < MOST_LOOKS)
  const asked = new URLSearchParams({ session_id: c.req.query('session_id') ?? '' })
  const again = `/${slug}/plans/return?${asked}`
  if (!isTired) c.header('Refresh', `${PAUSE}; url=${again}&look=${look + 1}`)
  if (wantsJson(c)) return c.json({ state: 'waiting' })
  return show(c, WaitingPage, { slug, again, isTired }, null)
}

/** Null while Stripe does not answer: what was paid stays paid, and the webhook comes too. */
async function orAway<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isAway(error)) return null
    throw error
  }
}

/** The checkout of the address, if the viewer began it here. */
async function sessionOf(
  c: Context<{ Bindings: Env }>,
  me: { profileId: string; communityId: string },
): Promise<Stripe.Checkout.Session> {
  const id = c.req.query('session_id') ?? ''
  if (!/^cs_\w{1,200}$/.test(id) || !hasStripe(c.env)) throw new HTTPException(404)
  try {
    const session = await connectStripe(c.env).checkout.sessions.retrieve(id)
    const { profileId, communityId } = session.metadata ?? {}
    if (profileId === me.profileId && communityId === me.communityId) return session
  } catch (error) {
    if (!isRefusal(error, 'resource_missing')) throw error
  }
  throw new HTTPException(404)
}
