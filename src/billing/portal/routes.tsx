import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { missingParam } from '../../stripe/refusal.ts'
import { done } from '../../ui/respond.tsx'
import { customerOf } from '../customers/queries.ts'
import { dropCustomer } from '../ending/queries.ts'

/**
 * Leads to Stripe's page of one's own cards, invoices and subscriptions. It is there for those who
 * are no members any more, or whose community is closed, too: what is paid for can always be
 * cancelled.
 */
export const portalRoutes = new Hono<{ Bindings: Env }>()
  .post('/billing/portal', async (c) => {
    const { viewer } = await c.var.load(() => [])
    return lead(c, viewer.profile?.id, '/settings')
  })
  .post('/:community/billing/portal', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    return lead(c, viewer.profile?.id, `/${community.slug}/plans`)
  })

async function lead(c: Context<{ Bindings: Env }>, me: string | undefined, back: string) {
  if (!me) throw new HTTPException(401)
  const { db } = c.var
  const [known] = hasStripe(c.env) ? await customerOf(db, me) : []
  const customer = known?.id
  if (!customer) throw new HTTPException(409, { message: NOTHING })
  try {
    const return_url = new URL(back, c.req.url).href
    const portal = connectStripe(c.env).billingPortal
    const { url } = await portal.sessions.create({ customer, return_url })
    return done(c, { url }, url)
  } catch (error) {
    if (missingParam(error) !== 'customer') throw error
    // the account is another one than before: nothing that is paid for is left
    await dropCustomer(db, customer)
    throw new HTTPException(409, { message: NOTHING })
  }
}

const NOTHING = 'You have not bought anything yet.'
