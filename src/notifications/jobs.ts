import type { Db } from '../db/connect.ts'
import { queueFanouts } from './fanout/jobs.ts'
import { takeLetters } from './letters/queries.ts'
import { takeSubscriptions } from './push/queries.ts'
import { deleteNoticesOfDeleted } from './queries.ts'
import { sweepPage } from './sweep/queries.ts'
import { sendAll } from './sweep/rules.ts'

type At = { env: Env; db: Db; now: Date }

/** Notices that one statement takes; and statements of one tick, whose jobs share fifty requests. */
const PAGE = 2500
const PAGES = 10

/**
 * Each minute: what is to be told to many goes on, new notices find their ways out, and what is due
 * goes on the queue. A tick that is missed, repeated or runs beside another changes nothing in the
 * end, since each statement claims what it takes.
 */
export async function deliver({ env, db, now }: At): Promise<void> {
  await queueFanouts({ env, db, now })
  for (let page = 0; page < PAGES; page++) {
    const [{ swept } = { swept: 0 }] = (await sweepPage(db, now, PAGE)).rows
    if (swept < PAGE) break
  }
  await sendAll(env.JOBS, 'letter', (await takeLetters(db, now)).rows)
  await sendAll(env.JOBS, 'push', (await takeSubscriptions(db, now)).rows)
}

/** Nobody's inbox goes on naming people who have deleted their account. */
export async function forgetDeleted({ db }: { db: Db }): Promise<void> {
  await deleteNoticesOfDeleted(db)
}
