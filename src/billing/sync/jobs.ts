import type { Db } from '../../db/connect.ts'
import { forgetNow } from '../../edge/touch.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { connectStripe } from '../../stripe/connect.ts'
import { noticesOf } from '../notices/rules.ts'
import { customerOfCharge, truthOf } from '../truth/queries.ts'
import { takeNumber, writeFetched } from './queries.ts'
import { rowsOf } from './rules.ts'

type At = { env: Env; db: Db }

/**
 * Asks Stripe for all of a customer's purchases and writes what they mean. However often, late or
 * side by side it runs, it ends in the state of the last answer. A stranger changes nothing.
 */
export async function syncCustomer({ env, db }: At, customerId: string): Promise<void> {
  const [taken] = (await takeNumber(db, customerId)).rows
  if (!taken) return
  const truth = await truthOf(connectStripe(env), customerId)
  const rows = rowsOf(truth)
  const references = [...truth.subscriptions, ...truth.intents].map(({ id }) => id)
  const notices = noticesOf(rows, new Date())
  const results = await db.batch(
    writeFetched(db, { ...taken, customerId, rows, references, notices }),
  )
  const [, , , changed, given, ended] = results
  const whose = [changed, given, ended].flatMap((result) => result.rows)
  const tags = whose.flatMap(({ profileId }) => rightsOf(profileId))
  if (tags.length) await forgetNow(env, tags, null)
}

/** The same for whoever paid a charge: what a dispute names. */
export async function syncCharge(at: At, chargeId: string): Promise<void> {
  const customer = await customerOfCharge(connectStripe(at.env), chargeId)
  if (customer) await syncCustomer(at, customer)
}
