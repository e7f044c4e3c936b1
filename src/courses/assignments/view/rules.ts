import { type Attached, attachedFrom } from '../../../files/attached/rules.ts'
import { toHtml } from '../../../ui/markdown.ts'
import type { SubmissionRow } from '../queries.ts'
import type { NoteKind, SubmissionStatus } from '../tables.ts'

/** What was handed in, as those to whom it is shown see it. */
export type Submission = {
  id: string
  status: SubmissionStatus
  grade: number | null
  author: SubmissionRow['author']
  /** the last first */
  versions: { number: number; html: string; at: Date; files: Attached[] }[]
  notes: {
    id: string
    kind: NoteKind
    html: string
    at: Date
    author: SubmissionRow['author']
  }[]
}

export const submissionFrom = (row: SubmissionRow): Submission => ({
  id: row.id,
  status: row.status,
  grade: row.grade,
  author: row.author,
  versions: row.all.map(({ number, content, at, files }) => ({
    number,
    html: toHtml(content, 'markdown', []),
    at: new Date(at),
    files: files.map(attachedFrom),
  })),
  notes: row.notes.map(({ id, kind, content, at, author }) => ({
    ...{ id, kind, author, html: toHtml(content, 'markdown', []), at: new Date(at) },
  })),
})

/** "18 of 20 points". */
export const gradeText = (grade: number, points: number): string =>
  `${grade} of ${points} ${points === 1 ? 'point' : 'points'}`
