import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { courseLessons } from '../tables.ts'

/** What a lesson holds. Whether it may be shown is its lock to say. */
export const findContent = (db: Db, lessonId: string) =>
  db
    .select({
      content: courseLessons.content,
      postId: courseLessons.postId,
      updatedAt: courseLessons.updatedAt,
    })
    .from(courseLessons)
    .where(sql`${courseLessons.id} = ${lessonId}::uuid`)
