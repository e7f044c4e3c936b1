import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may, touchedInCommunity } from '../../communities/rules.ts'
import { sendJobs } from '../../edge/jobs.ts'
import { connectStripe, hasStripe, modeOf } from '../../stripe/connect.ts'
import { input } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import {
  allowed,
  askAccount,
  customersInGrace,
  paymentsOf,
  taxOf,
  updatePayments,
} from './queries.ts'
import { checksOf, PaymentSettings, settingsOf, taxProblem } from './rules.ts'
import { PaymentsPage } from './views.tsx'

type At = Context<{ Bindings: Env }>

/** Whether all is set up to be paid, and what an owner may set about it. */
export const paymentRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/settings/payments', async (c) => {
    const { shared, mine } = await open(c)
    return show(c, PaymentsPage, shared, mine)
  })
  .patch('/:community/settings/payments', async (c) => {
    const { id, me, shared, mine } = await open(c)
    if (!mine.mayChange) throw new HTTPException(403)
    const form = await input(c, PaymentSettings)
    const errors = form.ok ? await taxErrors(c, form.value) : form.errors
    if (!form.ok || errors)
      return refuse(c, errors ?? {}, PaymentsPage, shared, {
        ...{ ...mine, errors: errors ?? {} },
        typed: form.ok ? form.value : form.typed,
      })
    const { db } = c.var
    const changed = await updatePayments(db, id, me, form.value)
    if (changed.length === 0) throw new HTTPException(403)
    if (form.value.graceDays !== undefined) {
      const late = await customersInGrace(db, id)
      await sendJobs(
        c.env,
        late.map((customer) => ({ kind: 'stripe.customer', id: customer.id })),
      )
    }
    c.var.touch(...touchedInCommunity(shared.slug))
    const settings = { ...mine.settings, ...form.value }
    return done(c, settings, `/${shared.slug}/settings/payments`, { notice: 'Saved.' })
  })

/** Taxes can be left to Stripe only once it can reckon them. */
async function taxErrors(c: At, { automaticTax }: PaymentSettings) {
  if (!automaticTax) return null
  if (!hasStripe(c.env)) return { automaticTax: 'Payments have to be set up first.' }
  const why = taxProblem(await allowed(taxOf(connectStripe(c.env))))
  return why ? { automaticTax: why } : null
}

async function open(c: At) {
  const slug = c.req.param('community') ?? ''
  const { viewer, community, rows } = await c.var.visit((db) => [paymentsOf(db, slug)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'settings')) throw new HTTPException(403)
  const [[payments]] = rows
  const nothing = { problem: null, account: null, endpoints: null, tax: null, hasPortal: null }
  const asked = hasStripe(c.env) ? await askAccount(connectStripe(c.env)) : nothing
  const lastHeard = payments?.lastHeard ?? null
  const checks = checksOf({
    ...asked,
    mode: modeOf(c.env),
    hasSecret: Boolean(c.env.STRIPE_WEBHOOK_SECRET),
    url: new URL('/webhooks/stripe', c.req.url).href,
    lastHeard,
  })
  const shared = { slug, checks, lastHeard, now: c.var.now }
  const mine = {
    mayChange: may(viewer, 'payments'),
    settings: settingsOf(payments?.settings ?? {}),
  }
  return { id: community.id, me: viewer.profile.id, shared, mine }
}
