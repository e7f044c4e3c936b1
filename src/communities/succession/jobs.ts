import type { Db } from '../../db/connect.ts'
import { succeed } from './queries.ts'

/** No community stays with an owner who has been deleted. */
export async function passOn({ db }: { db: Db }): Promise<void> {
  await db.batch(succeed(db))
}
