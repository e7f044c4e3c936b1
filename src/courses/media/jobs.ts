import type { Db } from '../../db/connect.ts'
import { releaseUnused } from './queries.ts'

/** Days for which a file may wait for the lesson that it was uploaded for. */
const UNUSED_DAYS = 7

/** Lets go the files that no lesson and no course has: what was uploaded and never saved, or left over. */
export async function letLessonFilesGo({ db }: { db: Db }): Promise<void> {
  await releaseUnused(db, UNUSED_DAYS)
}
