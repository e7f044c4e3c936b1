import type { Db } from '../../db/connect.ts'
import { tellOfLastDays, tellOfRenewals, tellOfTrialEnds } from './queries.ts'

/**
 * Each minute: says once that a membership renews in a week, that free days end in three, and that an
 * unpaid one ends in three.
 */
export async function announceRenewals({ db }: { db: Db }): Promise<void> {
  await db.batch([tellOfRenewals(db), tellOfTrialEnds(db), tellOfLastDays(db)])
}
