import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import type { FileMetadata } from '../../files/tables.ts'
import { files } from '../../files/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { moderatedBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../tables.ts'
import { type NoteKind, submissionNotes, submissions, submissionVersions } from './tables.ts'

type FileRow = {
  id: string
  fileName: string
  fileType: string
  fileSize: number
  r2Url: string
  metadata: FileMetadata
  alt: string
  captions: null
}
export type VersionRow = { number: number; content: string; at: number; files: FileRow[] }
export type NoteRow = {
  id: string
  kind: NoteKind
  content: string
  at: number
  author: { username: string; fullName: string; avatarUrl: string | null }
}

/** Joins a submission in scope to its lesson, course and space. */
export const around: SQL = sql`
  join ${courseLessons} on ${courseLessons.id} = ${submissions.lessonId}
  join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  join ${courses} on ${courses.id} = ${courseModules.courseId}
  join ${spaces} on ${spaces.id} = ${courses.spaceId}`

const filesOf = sql`coalesce((
  select json_agg(json_build_object('id', ${files.id}, 'fileName', ${files.fileName},
    'fileType', ${files.fileType}, 'fileSize', ${files.fileSize}, 'r2Url', ${files.r2Url},
    'metadata', ${files.metadata}, 'alt', listed.one->>'alt', 'captions', null) order by listed.place)
  from jsonb_array_elements(${submissionVersions.attachments}) with ordinality listed(one, place)
  join ${files} on ${files.id} = (listed.one->>'id')::uuid
  where ${files.attachedTo} = ${submissions.id} and ${files.finishedAt} is not null
    and ${files.releasedAt} is null), '[]')`

const epoch = (at: unknown) => sql`floor(extract(epoch from ${at}) * 1000)`

const versions = sql<VersionRow[]>`coalesce((
  select json_agg(json_build_object('number', ${submissionVersions.number},
    'content', ${submissionVersions.content}, 'at', ${epoch(submissionVersions.createdAt)},
    'files', ${filesOf}) order by ${submissionVersions.number} desc)
  from ${submissionVersions} where ${submissionVersions.submissionId} = ${submissions.id}), '[]')`

const notes = sql<NoteRow[]>`coalesce((
  select json_agg(json_build_object('id', ${submissionNotes.id}, 'kind', ${submissionNotes.kind},
    'content', ${submissionNotes.content}, 'at', ${epoch(submissionNotes.createdAt)},
    'author', json_build_object('username', said.username, 'fullName', said.full_name,
      'avatarUrl', said.avatar_url)) order by ${submissionNotes.id})
  from ${submissionNotes} join profiles said on said.id = ${submissionNotes.authorId}
  where ${submissionNotes.submissionId} = ${submissions.id}), '[]')`

/** What was handed in, with all its versions and all that was said, for those to whom it is shown. */
const found = (db: Db, only: SQL) =>
  db
    .select({
      id: submissions.id,
      userId: submissions.userId,
      lessonId: submissions.lessonId,
      courseId: courseModules.courseId,
      lessonTitle: courseLessons.title,
      content: courseLessons.content,
      status: submissions.status,
      versions: submissions.versions,
      submittedAt: submissions.submittedAt,
      grade: submissions.grade,
      author: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
      all: versions,
      notes,
    })
    .from(submissions)
    .innerJoin(profiles, sql`${profiles.id} = ${submissions.userId}`)
    .innerJoin(courseLessons, sql`${courseLessons.id} = ${submissions.lessonId}`)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseModules.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(only)
export type SubmissionRow = Awaited<ReturnType<typeof found>>[number]

/** One's own for an assignment: one row or none. */
export const submissionOf = (db: Db, lessonId: string, me: string | null) =>
  found(
    db,
    sql`${submissions.lessonId} = ${lessonId}::uuid and ${submissions.userId} = ${me}::uuid`,
  )

/** Anyone's in a course, for who looks after it. */
export const findSubmission = (db: Db, courseId: string, id: string, me: string | null) =>
  found(
    db,
    sql`${submissions.id} = ${id}::uuid and ${courses.id} = ${courseId}::uuid
      and ${me === null ? sql`false` : moderatedBy(me)}`,
  )
