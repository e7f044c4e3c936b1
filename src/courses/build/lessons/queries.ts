import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { lessonFiles } from '../../media/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import { mayChange } from '../queries.ts'
import type { LessonChange, NewLesson } from './rules.ts'

type At = { id: string; courseId: string; me: string }

/**
 * A new lesson, last in its module. In a course that learners see it is a draft, so that nobody
 * meets an empty lesson. After `holdCourse`. Gives its id, or nothing.
 */
export const insertLesson = (db: Db, at: At, module: string, { title, lessonType }: NewLesson) =>
  db.execute<{ id: string }>(sql`
    insert into ${courseLessons} (id, module_id, title, lesson_type, sort_order, published_at)
    select ${at.id}::uuid, ${courseModules.id}, ${title}, ${lessonType}::lesson_type, coalesce((
      select max(beside.sort_order) + 1 from ${courseLessons} beside
      where beside.module_id = ${courseModules.id}), 0),
      case when not ${courses.isPublished} then now() end
    from ${courseModules} join ${courses} on ${courses.id} = ${courseModules.courseId}
    where ${courseModules.id} = ${module}::uuid and ${courses.id} = ${at.courseId}::uuid
      and ${mayChange(at.courseId, at.me)} returning id`)

/**
 * A copy of a lesson right below it, as a draft: with what it holds, and sharing its files. After
 * `holdCourse`. The second statement's row says whether it was made.
 */
export const copyLesson = (db: Db, at: At, from: string) =>
  [
    db.execute(sql`
      update ${courseLessons} set sort_order = ${courseLessons.sortOrder} + 1
      from ${courseLessons} original
      where original.id = ${from}::uuid and ${courseLessons.moduleId} = original.module_id
        and (${courseLessons.sortOrder}, ${courseLessons.id}) > (original.sort_order, original.id)
        and ${mayChange(at.courseId, at.me)}`),
    db.execute<{ id: string }>(sql`
      insert into ${courseLessons} (id, module_id, title, lesson_type, content, duration_minutes,
        is_preview, sort_order, drip_delay_days, opens_at)
      select ${at.id}::uuid, original.module_id, left('Copy of ' || original.title, 120),
        original.lesson_type, original.content, original.duration_minutes, original.is_preview,
        original.sort_order + 1, original.drip_delay_days, original.opens_at
      from ${courseLessons} original
      join ${courseModules} on ${courseModules.id} = original.module_id
      where original.id = ${from}::uuid and ${courseModules.courseId} = ${at.courseId}::uuid
        and ${mayChange(at.courseId, at.me)} returning id`),
    db.execute(sql`
      insert into ${lessonFiles} (lesson_id, file_id)
      select ${courseLessons.id}, ${lessonFiles.fileId} from ${lessonFiles}
      join ${courseLessons} on ${courseLessons.id} = ${at.id}::uuid
      where ${lessonFiles.lessonId} = ${from}::uuid`),
  ] as const

const own = ({ id, courseId, me }: At) => sql`${courseLessons.id} = ${id}::uuid
  and ${mayChange(courseId, me)} and exists (select 1 from ${courseModules}
    where ${courseModules.id} = ${courseLessons.moduleId}
      and ${courseModules.courseId} = ${courseId}::uuid)`

/** Changes a lesson: its id, or nothing. What was published stays published since the same moment. */
export const updateLesson = (db: Db, at: At, { isPublished, content, ...change }: LessonChange) =>
  db
    .update(courseLessons)
    .set({
      ...change,
      // what other editors wrote there stays
      ...(content && {
        content: sql`${courseLessons.content} || ${JSON.stringify(content)}::jsonb`,
      }),
      ...(isPublished !== undefined && {
        publishedAt: isPublished ? sql`coalesce(${courseLessons.publishedAt}, now())` : null,
      }),
      updatedAt: sql`now()`,
    })
    .where(own(at))
    .returning({ id: courseLessons.id })

export const deleteLesson = (db: Db, at: At) =>
  db.delete(courseLessons).where(own(at)).returning({ id: courseLessons.id })
