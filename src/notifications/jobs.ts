import type { Db } from '../db/connect.ts'
import { deleteNoticesOfDeleted } from './queries.ts'

/** Nobody's inbox goes on naming people who have deleted their account. */
export async function forgetDeleted({ db }: { db: Db }): Promise<void> {
  await deleteNoticesOfDeleted(db)
}
