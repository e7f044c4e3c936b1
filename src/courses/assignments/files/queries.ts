import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { releaseFiles } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import { submissions } from '../tables.ts'

/** Lets go what was sent for work that is no longer there, or never handed in within some days. */
export const releaseLooseWork = (db: Db, days: number) =>
  releaseFiles(
    db,
    sql`${files.purpose} = 'submission' and case when ${files.attachedTo} is null
      then ${files.finishedAt} < now() - ${days}::int * interval '1 day'
      else not exists (select 1 from ${submissions} where ${submissions.id} = ${files.attachedTo}) end`,
  )

/** Has the files of all that was handed in lie where their course lies: for when it has moved. */
export const moveWork = (db: Db, courseId: string) =>
  db
    .update(files)
    .set({
      spaceId: sql`(select ${courses.spaceId} from ${courses} where ${courses.id} = ${courseId}::uuid)`,
    })
    .where(
      sql`${files.purpose} = 'submission' and exists (select 1 from ${submissions}
        join ${courseLessons} on ${courseLessons.id} = ${submissions.lessonId}
        join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
        where ${submissions.id} = ${files.attachedTo} and ${courseModules.courseId} = ${courseId}::uuid)`,
    )
