import type { Db } from '../../db/connect.ts'
import {
  deleteKeptForDeleted,
  deleteOldNotices,
  deleteSpent,
  deleteSurplusNotices,
} from './queries.ts'

const PAGES = 40

/** Each night: lets go of what is old or spent, so that no inbox grows without end. */
export async function boundHistory({ db, now }: { db: Db; now: Date }): Promise<void> {
  for (const page of [() => deleteOldNotices(db, now), () => deleteSurplusNotices(db)])
    for (let n = 0; n < PAGES; n++) {
      const [{ gone } = { gone: 0 }] = (await page()).rows
      if (gone === 0) break
    }
  await db.batch(deleteSpent(db, now))
  await db.batch(deleteKeptForDeleted(db))
}
