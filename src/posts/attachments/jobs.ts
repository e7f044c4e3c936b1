import type { Db } from '../../db/connect.ts'
import { releaseOfDeleted } from './queries.ts'

/** Files know nothing of posts: here is said which of them a deleted post or comment leaves behind. */
export async function letAttachmentsGo({ db }: { db: Db }): Promise<void> {
  await releaseOfDeleted(db)
}
