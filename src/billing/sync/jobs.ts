import type { Db } from '../../db/connect.ts'
import { isTaken } from '../../edge/jobs.ts'
import { forgetNow } from '../../edge/touch.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { connectStripe } from '../../stripe/connect.ts'
import { keepPromises } from '../changes/jobs.ts'
import { isFresh, PATIENCE } from '../changes/promises/rules.ts'
import { endReplaced } from '../replacing/jobs.ts'
import { customerOfCharge, truthOf } from '../truth/queries.ts'
import { type Fetched, takeNumber, writeFetched } from './queries.ts'

type At = {
  env: Env
  db: Db
  /** what one batch of messages asks for, so that it fetches each customer once */
  asked?: Map<string, Promise<void>>
  /** that a message comes again: how far the last try came is not known */
  isRepeat?: boolean
}

/**
 * Asks Stripe for all of a customer's purchases and writes what they mean. However often, late or
 * side by side it runs, it ends in the state of the last answer. A stranger changes nothing.
 */
export function syncCustomer(at: At, customerId: string): Promise<void> {
  const asked = at.asked?.get(customerId) ?? sync(at, customerId)
  at.asked?.set(customerId, asked)
  return asked
}

async function sync(at: At, customerId: string): Promise<void> {
  const fetched = await fetchCustomer(at, customerId)
  if (!fetched) return
  await writeCustomer(at, fetched)
  const now = Date.now() / 1000
  if (fetched.truth.subscriptions.some((sub) => isFresh(sub, now))) await lookAgain(at, customerId)
}

/** Once whoever is changing a plan has had their time; where the queue refuses, the night looks. */
const lookAgain = ({ env }: At, id: string): Promise<boolean> =>
  isTaken(() => env.JOBS.send({ kind: 'stripe.customer', id }, { delaySeconds: PATIENCE + 60 }), {})

/** A customer's truth under a number of its own; null for a stranger, of whom nothing is asked. */
export async function fetchCustomer({ env, db }: At, customerId: string): Promise<Fetched | null> {
  const [taken] = (await takeNumber(db, customerId)).rows
  if (!taken) return null
  const stripe = connectStripe(env)
  const asked = await truthOf(stripe, customerId)
  const ended = await endReplaced(stripe, customerId, asked)
  const truth = await keepPromises(stripe, customerId, ended, new Date())
  return { ...taken, customerId, truth }
}

/** Writes it, unless something newer is written, and has the edge forget whose rights are others. */
export async function writeCustomer({ env, db, isRepeat }: At, fetched: Fetched): Promise<void> {
  const results = await db.batch(writeFetched(db, fetched, new Date()))
  const [, , , changed, given, ended, bought] = results
  const whose = [changed, given, ended, bought].flatMap((result) => result.rows)
  // a try that was cut off may have written and not come to forget
  if (isRepeat) whose.push(fetched)
  const tags = whose.flatMap(({ profileId }) => rightsOf(profileId))
  if (tags.length) await forgetNow(env, tags, null)
}

/** The same for whoever paid a charge: what a dispute names. */
export async function syncCharge(at: At, chargeId: string): Promise<void> {
  const customer = await customerOfCharge(connectStripe(at.env), chargeId)
  if (customer) await syncCustomer(at, customer)
}
