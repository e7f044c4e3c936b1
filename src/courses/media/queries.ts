import { sql } from 'drizzle-orm'
import { uuids } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { fileColumns, isThere, releaseFiles } from '../../files/queries.ts'
import { files } from '../../files/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../tables.ts'
import { lessonFiles } from './tables.ts'

/** The files of a lesson that are there. Who may see them is the lesson's lock to say. */
export const filesOf = (db: Db, lessonId: string, file?: string) =>
  db
    .select({
      ...fileColumns,
      r2Key: files.r2Key,
      purpose: files.purpose,
      attachedTo: files.attachedTo,
      finishedAt: files.finishedAt,
      place: sql<null>`null`,
      isOpen: sql<boolean>`false`,
    })
    .from(lessonFiles)
    .innerJoin(files, sql`${files.id} = ${lessonFiles.fileId}`)
    .where(
      sql`${lessonFiles.lessonId} = ${lessonId}::uuid and ${isThere}
        and ${file ? sql`${files.id} = ${file}::uuid` : sql`true`}`,
    )
export type LessonFile = Awaited<ReturnType<typeof filesOf>>[number]

/**
 * Gives a lesson the files that it names now, and no others: those of its own community that were
 * put there for lessons. In the batch that writes it, after that.
 */
export const bindFiles = (db: Db, lessonId: string, ids: string[]) =>
  [
    db
      .delete(lessonFiles)
      .where(
        sql`${lessonFiles.lessonId} = ${lessonId}::uuid and not ${lessonFiles.fileId} = any(${uuids(ids)})`,
      ),
    db.execute(sql`
      insert into ${lessonFiles} (lesson_id, file_id)
      select ${courseLessons.id}, ${files.id} from ${files}
      join ${courseLessons} on ${courseLessons.id} = ${lessonId}::uuid
      join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
      join ${courses} on ${courses.id} = ${courseModules.courseId}
      join ${spaces} on ${spaces.id} = ${courses.spaceId}
        and ${spaces.communityId} = ${files.communityId}
      where ${files.id} = any(${uuids(ids)}) and ${files.purpose} = 'lesson' and ${isThere}
      on conflict do nothing`),
  ] as const

/** Lets go those of some files that no lesson has any more. In the batch that took them away, last. */
export const releaseLoose = (db: Db, ids: string[]) =>
  releaseFiles(
    db,
    sql`${files.id} = any(${uuids(ids)}) and ${files.purpose} = 'lesson'
      and not exists (select 1 from ${lessonFiles} where ${lessonFiles.fileId} = ${files.id})`,
  )

/**
 * Lets go what was put there for lessons and courses, and that none of them has had for some days.
 * @param days since its bytes came
 */
export const releaseUnused = (db: Db, days: number) =>
  releaseFiles(
    db,
    sql`${files.finishedAt} < now() - interval '1 day' * ${days}::int and (
      (${files.purpose} = 'lesson'
        and not exists (select 1 from ${lessonFiles} where ${lessonFiles.fileId} = ${files.id}))
      or (${files.purpose} = 'course'
        and not exists (select 1 from ${courses} where ${courses.coverUrl} = ${files.r2Url})))`,
  )

/** The files of all lessons of a course, a module, or of one lesson. */
export const fileIdsUnder = (
  db: Db,
  of: { course: string } | { module: string } | { lesson: string },
) =>
  db
    .selectDistinct({ fileId: lessonFiles.fileId })
    .from(lessonFiles)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${lessonFiles.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .where(
      'course' in of
        ? sql`${courseModules.courseId} = ${of.course}::uuid`
        : 'module' in of
          ? sql`${courseModules.id} = ${of.module}::uuid`
          : sql`${courseLessons.id} = ${of.lesson}::uuid`,
    )
