import { sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import type { Db } from '../../../db/connect.ts'
import { fileColumns, isThere } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import { lessonFiles } from '../../media/tables.ts'

/** The files of a lesson, and those of some others that it may have. */
export const filesFor = (db: Db, slug: string, lessonId: string, ids: string[]) =>
  db
    .select(fileColumns)
    .from(files)
    .where(
      sql`(${files.id} = any(${`{${ids.join(',')}}`}::uuid[]) or ${files.id} in (
          select ${lessonFiles.fileId} from ${lessonFiles}
          where ${lessonFiles.lessonId} = ${lessonId}::uuid)) and ${files.purpose} = 'lesson'
        and ${files.communityId} = ${communityAt(slug)} and ${isThere}`,
    )
export type EditorFile = Awaited<ReturnType<typeof filesFor>>[number]
