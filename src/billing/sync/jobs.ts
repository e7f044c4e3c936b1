import { writeBought } from '../../courses/purchases/queries.ts'
import type { Db } from '../../db/connect.ts'
import { forgetNow } from '../../edge/touch.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { connectStripe } from '../../stripe/connect.ts'
import { writePlanned } from '../changes/queries.ts'
import { plannedOf } from '../changes/rules.ts'
import { noticesOf } from '../notices/rules.ts'
import { boughtOf } from '../once/rules.ts'
import { endReplaced } from '../replacing/jobs.ts'
import { customerOfCharge, truthOf } from '../truth/queries.ts'
import { isNewestFetch, takeNumber, writeFetched } from './queries.ts'
import { rowsOf } from './rules.ts'

type At = { env: Env; db: Db }

/**
 * Asks Stripe for all of a customer's purchases and writes what they mean. However often, late or
 * side by side it runs, it ends in the state of the last answer. A stranger changes nothing.
 */
export async function syncCustomer({ env, db }: At, customerId: string): Promise<void> {
  const [taken] = (await takeNumber(db, customerId)).rows
  if (!taken) return
  const stripe = connectStripe(env)
  const truth = await endReplaced(stripe, customerId, await truthOf(stripe, customerId))
  const rows = rowsOf(truth, taken.grace ?? {})
  const bought = [...truth.subscriptions, ...truth.intents, ...(truth.free ?? [])]
  const references = bought.map(({ id }) => id)
  const notices = noticesOf(rows, new Date())
  const fetched = { ...taken, customerId, rows, references, notices }
  const isNewest = isNewestFetch(fetched)
  const written = writeFetched(db, fetched)
  const results = await db.batch([
    ...written,
    ...writeBought(db, boughtOf(truth), isNewest),
    writePlanned(db, plannedOf(truth), isNewest),
  ])
  const [, , , changed, given, ended] = results
  const whose = [changed, given, ended, results[written.length]].flatMap((result) => result.rows)
  const tags = whose.flatMap(({ profileId }) => rightsOf(profileId))
  if (tags.length) await forgetNow(env, tags, null)
}

/** The same for whoever paid a charge: what a dispute names. */
export async function syncCharge(at: At, chargeId: string): Promise<void> {
  const customer = await customerOfCharge(connectStripe(at.env), chargeId)
  if (customer) await syncCustomer(at, customer)
}
