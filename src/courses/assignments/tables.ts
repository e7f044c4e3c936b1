import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../db/columns.ts'
import type { Attachment } from '../../posts/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { courseLessons } from '../tables.ts'

export const submissionStatus = pgEnum('submission_status', ['submitted', 'returned', 'accepted'])
export type SubmissionStatus = (typeof submissionStatus.enumValues)[number]

/** What one person hands in for one assignment: its state, over all its versions. */
export const submissions = pgTable(
  'submissions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    lessonId: uuid()
      .notNull()
      .references(() => courseLessons.id, { onDelete: 'cascade' }),
    status: submissionStatus().notNull().default('submitted'),
    /** how many versions there are */
    versions: integer().notNull().default(1),
    /** when the last version came: by that it stands in the queue */
    submittedAt: createdAt(),
    reviewedAt: instant(),
    reviewerId: uuid().references(() => profiles.id, { onDelete: 'set null' }),
    /** points, where the assignment gives any */
    grade: doublePrecision(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('submissions_once').on(t.lessonId, t.userId),
    index('idx_submissions_user_id').on(t.userId),
    index('idx_submissions_queue').on(t.lessonId, t.status, t.submittedAt),
  ],
)

/** Each time it was handed in. Nothing of it is ever changed. */
export const submissionVersions = pgTable(
  'submission_versions',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** from 1 on */
    number: integer().notNull(),
    content: text().notNull().default(''),
    attachments: jsonb().$type<Attachment[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [unique('submission_versions_number').on(t.submissionId, t.number)],
)

export const noteKind = pgEnum('submission_note_kind', ['note', 'returned', 'accepted'])
export type NoteKind = (typeof noteKind.enumValues)[number]

/** What is said about it, between who handed it in and who looks after the course. */
export const submissionNotes = pgTable(
  'submission_notes',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    kind: noteKind().notNull().default('note'),
    content: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_submission_notes_submission_id').on(t.submissionId, t.id),
    index('idx_submission_notes_author_id').on(t.authorId),
  ],
)
