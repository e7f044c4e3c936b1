import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { done } from '../../ui/respond.tsx'
import { customerOf } from '../customers/queries.ts'

/**
 * Leads to Stripe's page of one's own cards, invoices and subscriptions. It is there for those who
 * are no members any more too: what is paid for can always be cancelled.
 */
export const portalRoutes = new Hono<{ Bindings: Env }>().post(
  '/:community/billing/portal',
  async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const [known] = hasStripe(c.env) ? await customerOf(c.var.db, viewer.profile.id) : []
    const customer = known?.id
    if (!customer) throw new HTTPException(409, { message: 'You have not bought anything yet.' })
    const { url } = await connectStripe(c.env).billingPortal.sessions.create({
      customer,
      return_url: `${new URL(c.req.url).origin}/${community.slug}/plans`,
    })
    return done(c, { url }, url)
  },
)
