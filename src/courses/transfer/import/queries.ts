import { sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { isThere } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import { insertCourse, updateCourse } from '../../build/courses/queries.ts'
import { holdCourse } from '../../learning/completion/queries.ts'
import { lessonFiles } from '../../media/tables.ts'
import { insertQuiz } from '../../quizzes/authoring/queries.ts'
import { courseLessons, courseModules } from '../../tables.ts'
import { contentFrom, type Manifest, namesIn } from '../manifest/rules.ts'

/** A zip that someone has just uploaded: one row or none. */
export const findZip = (db: Db, slug: string, id: string, me: string | null) =>
  db
    .select({ r2Key: files.r2Key, fileSize: files.fileSize })
    .from(files)
    .where(
      sql`${files.id} = ${id}::uuid and ${files.uploaderId} = ${me}::uuid
        and ${files.purpose} = 'lesson' and ${isThere}
        and ${files.communityId} = ${communityAt(slug)}`,
    )

type Place = { id: string; me: string; spaceId: string }

/**
 * A course as a manifest says it, as a draft: all in one batch.
 * @param ids of the files that came with it, by their names in the zip
 */
export function importedCourse(
  db: Db,
  { id, me, spaceId }: Place,
  manifest: Manifest,
  ids: Map<string, string>,
  coverUrl: string | null,
) {
  const { title, description, timeZone, unlockMode, certificate } = manifest
  const modules = manifest.modules.map((module, sortOrder) => ({
    row: { id: newId(), courseId: id, title: module.title, sortOrder },
    lessons: module.lessons,
  }))
  const lessons = modules.flatMap(({ row, lessons: all }) =>
    all.map((lesson, sortOrder) => ({
      lesson,
      row: {
        ...{ id: newId(), moduleId: row.id, title: lesson.title, sortOrder },
        ...{ lessonType: lesson.lessonType, content: contentFrom(lesson, ids) },
        ...{ durationMinutes: lesson.durationMinutes, isPreview: lesson.isPreview },
        ...{ dripDelayDays: lesson.dripDelayDays, opensAt: lesson.opensAt },
        publishedAt: lesson.isDraft ? null : sql`now()`,
      },
    })),
  )
  const bound = lessons.flatMap(({ row, lesson }) => {
    const named = namesIn({ ...manifest, modules: [{ title: '', lessons: [lesson] }] })
    return named.flatMap((name) => {
      const fileId = ids.get(name)
      return fileId ? [{ lessonId: row.id, fileId }] : []
    })
  })
  return [
    insertCourse(db, { id, me }, spaceId, { title, description, timeZone }),
    holdCourse(db, id),
    updateCourse(db, { id, me }, { unlockMode, certificate, coverUrl }),
    ...(modules.length ? [db.insert(courseModules).values(modules.map(({ row }) => row))] : []),
    ...(lessons.length ? [db.insert(courseLessons).values(lessons.map(({ row }) => row))] : []),
    ...(bound.length ? [db.insert(lessonFiles).values(bound)] : []),
    ...lessons.flatMap(({ row, lesson }) =>
      lesson.quiz && lesson.lessonType === 'quiz' ? [insertQuiz(db, row.id, lesson.quiz)] : [],
    ),
  ] as const
}
