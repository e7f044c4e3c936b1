import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { sendJobs } from '../../edge/jobs.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { isRefusal } from '../../stripe/refusal.ts'
import { letGo } from '../changes/jobs.ts'
import { syncCustomer } from '../sync/jobs.ts'
import { idOf } from '../truth/rules.ts'
import { claimEnds, claimForgets, dropCustomer, findEnd, findGone } from './queries.ts'
import { endOf } from './rules.ts'

type At = { env: Env; db: Db }

/**
 * Each minute: finds what is still paid for by people who left, were removed or banned, deleted
 * their account, or belong to a community that was closed, and has it end at Stripe.
 */
export async function endForsaken({ env, db }: At): Promise<void> {
  if (!hasStripe(env)) return
  const [ends, forgets] = await db.batch([claimEnds(db), claimForgets(db)])
  await sendJobs(env, [
    ...ends.rows.map(({ id }) => ({ kind: 'stripe.cancel', id })),
    ...forgets.rows.map(({ id }) => ({ kind: 'stripe.forget', id })),
  ])
}

/** Ends one subscription as its holder's standing asks for; nothing for one who belongs again. */
export async function endSubscription({ env, db }: At, id: string): Promise<void> {
  const [known] = await findEnd(db, id)
  const how = known && endOf(known)
  if (!how) return
  const stripe = connectStripe(env)
  const sub = await stripe.subscriptions.retrieve(known.stripeId)
  await end(stripe, sub, how)
  await syncCustomer({ env, db }, idOf(sub.customer) ?? '')
}

/** Ends all that a person paid for who is gone, and has Stripe forget them. */
export async function forgetCustomer({ env, db }: At, customer: string): Promise<void> {
  const [gone] = await findGone(db, customer)
  if (!gone) return
  const stripe = connectStripe(env)
  try {
    for (const sub of await stripe.subscriptions
      .list({ customer, limit: 100 })
      .autoPagingToArray(MOST))
      await end(stripe, sub, 'now')
    for (const { id } of (await stripe.checkout.sessions.list({ customer, status: 'open' })).data)
      await stripe.checkout.sessions.expire(id)
    await syncCustomer({ env, db }, customer)
    await stripe.customers.del(customer)
  } catch (error) {
    // forgotten before, and only our own row was left
    if (!isRefusal(error, 'resource_missing')) throw error
  }
  await dropCustomer(db, customer)
}

const MOST = { limit: 1000 }
const OVER = new Set(['canceled', 'incomplete_expired'])

async function end(stripe: Stripe, sub: Stripe.Subscription, how: 'now' | 'period end') {
  if (OVER.has(sub.status)) return
  if (how === 'now') {
    try {
      await stripe.subscriptions.cancel(sub.id, { prorate: false, invoice_now: false })
    } catch (error) {
      // ended meanwhile
      if (!isRefusal(error, 'resource_missing')) throw error
    }
    return
  }
  if (sub.cancel_at !== null) return
  await letGo(stripe, sub)
  await stripe.subscriptions.update(sub.id, { cancel_at_period_end: true })
}
