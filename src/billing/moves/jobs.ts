import { priceOf } from '../../communities/tiers/rules.ts'
import type { Db } from '../../db/connect.ts'
import { sendJobs } from '../../edge/jobs.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { dayOf } from '../../ui/day.ts'
import { changeNext } from '../changes/jobs.ts'
import { planOf } from '../changes/rules.ts'
import { intervals } from '../prices/jobs.ts'
import { syncCustomer } from '../sync/jobs.ts'
import { idOf } from '../truth/rules.ts'
import { findMove, movesLeft, settleMove, tellOfMove } from './queries.ts'
import { moveId, moveOf } from './rules.ts'

/**
 * Has one subscription renew at a new price, and tells whose it is. Done twice, it is done once;
 * what has ended, ends, or goes to another plan meanwhile is left alone.
 */
export async function movePrice({ env, db }: { env: Env; db: Db }, id: string): Promise<void> {
  const move = moveOf(id)
  const [known] = move ? (await findMove(db, move)).rows : []
  if (!move || !known || known.billingPeriod === 'lifetime') return
  const stripe = connectStripe(env)
  const sub = await stripe.subscriptions.retrieve(known.stripeId, { expand: ['schedule'] })
  const [item] = sub.items.data
  const planned = planOf(sub)
  const renews = ALIVE.has(sub.status) && sub.cancel_at === null && item
  const isFree = planned.nextPriceId === null && planned.priceId !== move.priceId
  // a try that was cut off before its word went out
  const isUntold = planned.nextPriceId === move.priceId
  if (!renews || !(isFree || isUntold)) return void (await settleMove(db, move))
  if (isFree)
    await changeNext(stripe, sub, { price: move.priceId, rhythm: intervals[known.billingPeriod] })
  const price = await stripe.prices.retrieve(move.priceId)
  const asked = { priceCents: price.unit_amount ?? 0, currency: price.currency }
  const from = dayOf(new Date(item.current_period_end * 1000))
  const words = `From ${from} on it is ${priceOf({ ...asked, billingPeriod: known.billingPeriod })}.`
  await syncCustomer({ env, db }, idOf(sub.customer) ?? '')
  await db.batch([tellOfMove(db, move, words), settleMove(db, move)])
}

/** Each night: sends again what was asked for and has not come about; done twice, it is done once. */
export async function moveLeft({ env, db }: { env: Env; db: Db }): Promise<void> {
  if (!hasStripe(env)) return
  const left = await movesLeft(db)
  await sendJobs(
    env,
    left.map((move) => ({ kind: 'stripe.move', id: moveId(move) })),
  )
}

const ALIVE = new Set(['trialing', 'active', 'past_due'])
