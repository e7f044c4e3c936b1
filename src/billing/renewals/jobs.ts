import type { Db } from '../../db/connect.ts'
import { tellOfRenewals } from './queries.ts'

/** Each minute: says once, a week before, that a membership renews. */
export async function announceRenewals({ db }: { db: Db }): Promise<void> {
  await tellOfRenewals(db)
}
