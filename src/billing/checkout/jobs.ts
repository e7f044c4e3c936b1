import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { isRefusal } from '../../stripe/refusal.ts'
import { withCustomer } from '../customers/queries.ts'
import { syncCustomer } from '../sync/jobs.ts'
import type { Truth } from '../sync/rules.ts'
import { truthOf } from '../truth/queries.ts'
import { keepSession, takeTurn } from './queries.ts'

type At = { env: Env; db: Db; stripe: Stripe }
export type Where = { profileId: string; communityId: string; tierId?: string }

/** What is to be paid for, judged by all that was bought so far; or why it cannot be bought. */
export type Asked =
  | { refusal: string }
  | { params: Omit<Stripe.Checkout.SessionCreateParams, 'customer'> }
type Ask = (at: { customer: string; truth: Truth }) => Promise<Asked>

/**
 * Opens a page at Stripe to pay on, the only one that somebody has open in a community: whatever
 * they began before can be paid no more.
 */
export function openSession(
  at: At,
  where: Where,
  ask: Ask,
): Promise<{ refusal: string } | { url: string }> {
  const { env, db, stripe } = at
  return withCustomer(at, where, async (customer) => {
    const turn = await beginTurn(at, { ...where, customer })
    const truth = await truthOf(stripe, customer)
    const asked = await ask({ customer, truth })
    if ('refusal' in asked) {
      await syncCustomer({ env, db }, customer)
      return asked
    }
    const metadata = { ...asked.params.metadata, turn: `${turn}` }
    const session = await stripe.checkout.sessions.create(
      { ...asked.params, customer, metadata },
      { idempotencyKey: `checkout:${where.profileId}:${where.communityId}:${turn}` },
    )
    if (await keepSession(db, { ...where, turn }, session.id)) return { url: session.url ?? '' }
    await endSession(stripe, session.id)
    return { refusal: 'You began this twice. Go on in the tab that you opened last.' }
  })
}

/**
 * Takes the next turn of buying in a community. Only once no session before it can be paid any more
 * does the truth say all that may be paid for.
 */
export async function beginTurn(
  { db, stripe }: Omit<At, 'env'>,
  { profileId, communityId, customer }: Where & { customer: string },
): Promise<number> {
  const { turn, previousId } = await takeTurn(db, { profileId, communityId })
  const { data } = await stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 })
  // also one that was made and not noted, since the Worker ended in between; a later turn's is left
  const older = data.filter(
    ({ metadata }) => metadata?.communityId === communityId && Number(metadata.turn ?? 0) < turn,
  )
  const ids = new Set([...older.map(({ id }) => id), ...(previousId ? [previousId] : [])])
  await Promise.all([...ids].map((id) => endSession(stripe, id)))
  return turn
}

/** After this nobody can pay it any more; one that has been paid stays paid. */
async function endSession(stripe: Stripe, id: string): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(id)
  } catch (error) {
    if (isRefusal(error, 'resource_missing')) return
    const { status } = await stripe.checkout.sessions.retrieve(id)
    if (status === 'open') throw error
  }
}
