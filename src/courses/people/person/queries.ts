import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { courseProgress } from '../../tables.ts'
import { looksAfter } from '../reset/queries.ts'

/** How far someone came in each lesson of a course, for who looks after it. */
export const doneBySomeone = (db: Db, courseId: string, me: string | null, username: string) =>
  db
    .select({
      lessonId: courseProgress.lessonId,
      completedAt: courseProgress.completedAt,
      progressSeconds: courseProgress.progressSeconds,
    })
    .from(courseProgress)
    .innerJoin(profiles, sql`${profiles.id} = ${courseProgress.userId}`)
    .where(
      sql`${courseProgress.courseId} = ${courseId}::uuid and ${profiles.username} = ${username}
        and ${me === null ? sql`false` : looksAfter(courseId, me)}`,
    )
export type DoneRow = Awaited<ReturnType<typeof doneBySomeone>>[number]
