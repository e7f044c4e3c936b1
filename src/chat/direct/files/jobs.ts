import type { Db } from '../../../db/connect.ts'
import { releaseTalkFiles } from './queries.ts'

/** Each night: files of conversations that are over, and of people who are gone. */
export async function letTalkFilesGo({ db }: { db: Db }): Promise<void> {
  await releaseTalkFiles(db)
}
