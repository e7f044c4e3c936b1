import type { Db } from '../../../db/connect.ts'
import { releaseLooseWork } from './queries.ts'

/** Days for which a file may wait to be handed in. */
const WAITING_DAYS = 7

/** Each night: files of work that is no longer there. */
export async function letWorkGo({ db }: { db: Db }): Promise<void> {
  await releaseLooseWork(db, WAITING_DAYS)
}
