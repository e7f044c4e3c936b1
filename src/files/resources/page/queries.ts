import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import { releaseFiles } from '../../queries.ts'
import { files } from '../../tables.ts'
import { changeableBy } from '../edit/queries.ts'
import { resources } from '../tables.ts'

/** Lets captions of a thing go, for those who may change the thing. */
export const releaseCaptions = (
  db: Db,
  { id, spaceId, file, me }: { id: string; spaceId: string; file: string; me: string },
) =>
  releaseFiles(
    db,
    sql`${files.id} = ${file}::uuid and ${files.purpose} = 'captions' and exists (
      select 1 from ${resources} join ${spaces} on ${spaces.id} = ${resources.spaceId}
      where ${resources.id} = ${id}::uuid and ${resources.spaceId} = ${spaceId}::uuid
        and ${resources.fileId} = ${files.attachedTo} and ${changeableBy(me)})`,
  )
