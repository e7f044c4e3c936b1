import { sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { fileColumns, isThere } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import type { Attachment } from '../../../posts/tables.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseEnrollments, courseLessons, courseModules, courses } from '../../tables.ts'
import { isLessonOpenTo } from '../../unlocking/queries.ts'
import { submissions, submissionVersions } from '../tables.ts'

type Handed = { id: string; lessonId: string; me: string; seen: number }

/**
 * Hands in work for an assignment that is open to someone who is enrolled: the first, or a new version
 * of what is not accepted yet. Only when there are as many versions as they saw: twice is once.
 */
export const handInWork = (db: Db, { id, lessonId, me, seen }: Handed) =>
  db.execute<{ id: string }>(sql`
    insert into ${submissions} (id, user_id, lesson_id)
    select ${id}::uuid, ${me}::uuid, ${courseLessons.id}
    from ${courseLessons} join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
    join ${courses} on ${courses.id} = ${courseModules.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courseLessons.id} = ${lessonId}::uuid and ${courseLessons.lessonType} = 'assignment'
      and ${isLessonOpenTo(me)} and exists (select 1 from ${courseEnrollments}
        where ${courseEnrollments.courseId} = ${courses.id}
          and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null)
      and (${seen}::int = 0 or exists (select 1 from ${submissions} own
        where own.lesson_id = ${courseLessons.id} and own.user_id = ${me}::uuid))
    on conflict (lesson_id, user_id) do update set status = 'submitted',
      versions = ${submissions.versions} + 1, submitted_at = now()
    where ${submissions.versions} = ${seen}::int and ${submissions.status} <> 'accepted'
    returning id`)

type Version = Handed & { content: string; attachments: Attachment[] }

/** Keeps what was handed in. After `handInWork`. */
export const insertWork = (db: Db, { lessonId, me, seen, content, attachments }: Version) =>
  db.execute(sql`
    insert into ${submissionVersions} (id, submission_id, number, content, attachments)
    select ${newId()}::uuid, ${submissions.id}, ${submissions.versions}, ${content},
      ${JSON.stringify(attachments)}::jsonb
    from ${submissions} where ${submissions.lessonId} = ${lessonId}::uuid
      and ${submissions.userId} = ${me}::uuid and ${submissions.versions} = ${seen + 1}::int
    on conflict (submission_id, number) do nothing`)

/** What must hold of the lesson in scope for work to be enough that was handed in just now. */
export const isDoneWhenSubmitted = sql`(
  ${courseLessons.content}->'task'->>'doneWhen' = 'submitted' and exists (select 1 from ${submissions}
    where ${submissions.lessonId} = ${courseLessons.id}))`

/** Those of some files that someone has sent for work of theirs, and that are part of no other. */
export const findWorkFiles = (db: Db, ids: string[], me: string, to?: string) =>
  db
    .select({ ...fileColumns, alt: sql<string>`''`, captions: sql<null>`null` })
    .from(files)
    .where(
      sql`${files.id} = any(${`{${ids.join(',')}}`}::uuid[]) and ${files.uploaderId} = ${me}::uuid
        and ${files.purpose} = 'submission' and ${isThere}
        and (${files.attachedTo} is null or ${files.attachedTo} = ${to ?? null}::uuid)`,
    )

/** Of a submission in scope: it was handed in in this very batch. */
export const isHandedInNow = sql`${submissions.submittedAt} = now()`
