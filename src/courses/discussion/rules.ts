import * as z from 'zod'
import { writing } from '../../posts/editor/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import { toHtml } from '../../ui/markdown.ts'
import type { SaidRow } from './queries.ts'

export const MAX_COMMENT = 10_000
/** First comments of a page, with all that answers them. */
export const PAGE = 20

export const NewComment = z.object({
  content: writing(MAX_COMMENT).min(1, 'Write something first.'),
  /** what it answers; an answer to an answer stands beside it */
  parentId: z.union([z.literal('').transform(() => null), z.null(), z.uuid()]).default(null),
})

export type Said = {
  id: string
  /** null once it was deleted: its place is kept for what answers it */
  author: Person | null
  role: SaidRow['role']
  html: string
  createdAt: Date
  isMine: boolean
  answers: Said[]
}

export type Talk = { said: Said[]; next: string | null }

/** What is said under a lesson, the last first; what answers it in the order in which it came. */
export function talkFrom(rows: SaidRow[], me: string | null): Talk {
  const tops = rows.filter(({ parentId }) => parentId === null).reverse()
  const said = (row: SaidRow): Said => ({
    id: row.id,
    author: row.isDeleted ? null : row.author,
    role: row.role,
    html: row.isDeleted ? '' : toHtml(row.content, 'markdown', row.mentions),
    createdAt: row.createdAt,
    isMine: !row.isDeleted && row.authorId === me,
    answers: rows.filter(({ parentId, isDeleted }) => parentId === row.id && !isDeleted).map(said),
  })
  const shown = tops.slice(0, PAGE)
  return {
    said: shown.map(said).filter(({ author, answers }) => author !== null || answers.length > 0),
    next: tops.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}
