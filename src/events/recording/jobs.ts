import type { Db } from '../../db/connect.ts'
import { releaseUnshown } from './queries.ts'

/** Covers and recordings that nothing shows any more go, some days after they came. */
export async function letEventFilesGo({ db }: { db: Db }): Promise<void> {
  await releaseUnshown(db)
}
