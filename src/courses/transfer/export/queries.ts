import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { fileColumns, isThere } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import { lessonFiles } from '../../media/tables.ts'
import { courseLessons, courseModules } from '../../tables.ts'

const ofCourse = (courseId: string) => sql`${courseLessons.moduleId} in (
  select ${courseModules.id} from ${courseModules} where ${courseModules.courseId} = ${courseId}::uuid)`

/** What all lessons of a course hold. */
export const contentsOf = (db: Db, courseId: string) =>
  db
    .select({ id: courseLessons.id, content: courseLessons.content })
    .from(courseLessons)
    .where(ofCourse(courseId))

const stored = { ...fileColumns, r2Key: files.r2Key, finishedAt: files.finishedAt }

/** The files of all lessons of a course. */
export const filesOfCourse = (db: Db, courseId: string) =>
  db
    .selectDistinct(stored)
    .from(files)
    .innerJoin(lessonFiles, sql`${lessonFiles.fileId} = ${files.id}`)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${lessonFiles.lessonId}`)
    .where(sql`${ofCourse(courseId)} and ${isThere}`)
    .orderBy(files.id)
export type StoredFile = Awaited<ReturnType<typeof filesOfCourse>>[number]
