import type { Ask } from '../../edge/rules.ts'
import { type Attached, type AttachedRow, attachedFrom } from '../../files/attached/rules.ts'
import type { Role } from '../../profiles/tables.ts'
import { isId } from '../comments/rules.ts'
import type { ReactionCounts, ReactionNames } from '../reactions/rules.ts'

/** Comments of the first level on a page. */
export const PAGE = 20
/** How often replies are indented; what is deeper continues on a page of its own. */
export const LEVELS = 4
/** Replies shown under one comment, by its level. */
export const WIDTHS = [6, 4, 3, 2] as const
/** The same around a comment that a link asked for, away from the path to it. */
export const NEAR_WIDTHS = [3, 1, 1, 1] as const
/** Comments on one page, however they branch: the shallow ones first. */
export const BUDGET = 120
/** Replies are counted up to here. */
export const COUNTED = 1000

/** How many are shown before and after: the comment that was asked for, and the branch it is in. */
export const AROUND_TARGET = { before: 5, after: 5 }
export const AROUND_TOP_TARGET = { before: 5, after: 10 }
export const AROUND_BRANCH = { before: 3, after: 5 }

/** Which part of a post's comments a page shows. Cursors are ids of comments. */
export type Part =
  | { kind: 'list'; order: Order; after?: string; before?: string }
  | { kind: 'branch'; root: string; level: number; after?: string; before?: string }
  | { kind: 'comment'; target: string }

export type Order = 'oldest' | 'newest'

type Author = { username: string; fullName: string; avatarUrl: string | null }

/** A comment as the query gives it. `depth` and `topId` are those of the page's root or target. */
export type Row = {
  id: string
  parentId: string | null
  level: number
  depth: number
  topId: string | null
  author: Author
  role: Role | null
  content: string
  /** usernames in it that are somebody's */
  mentions: string[]
  attachments: AttachedRow[]
  createdAt: Date
  editedAt: Date | null
  isDeleted: boolean
  repliesCount: number
  reactions: ReactionCounts
  reactors: ReactionNames
}

/** A comment with the replies that are shown; null in `author` when it was deleted. */
export type CommentNode = Omit<
  Row,
  'level' | 'depth' | 'topId' | 'author' | 'attachments' | 'isDeleted'
> & {
  author: Author | null
  attachments: Attached[]
  replies: CommentNode[]
  /** cursors of the replies before and after those shown, if there are any */
  earlier: string | null
  later: string | null
}

export type Thread = {
  comments: CommentNode[]
  earlier: string | null
  later: string | null
  /** the comment that a link asked for */
  target: string | null
  /** when it is one branch that is shown: how deep it starts, and where */
  branch: { id: string; parentId: string | null; topId: string | null; depth: number } | null
  /** asked for, and no longer there: the page shows the first comments instead */
  isMissing: boolean
}

type Cut = { shown: Row[]; earlier: string | null; later: string | null }

/** All comments of a page, in reading order. */
export const allComments = ({ comments }: Pick<Thread, 'comments'>): CommentNode[] =>
  comments.flatMap((comment) => [comment, ...allComments({ comments: comment.replies })])

/** Which part an address asks for; what makes no sense is left out. */
export function partFrom(query: Record<string, string | undefined>): Part {
  const after = idIn(query.after)
  const before = after ? undefined : idIn(query.before)
  const target = idIn(query.comment) ?? idIn(query.reply)
  if (target) return { kind: 'comment', target }
  const root = idIn(query.thread)
  const level = /^[0-3]$/.test(query.level ?? '') ? Number(query.level) : 0
  if (root) return { kind: 'branch', root, level, after, before }
  return { kind: 'list', order: query.sort === 'newest' ? 'newest' : 'oldest', after, before }
}

/** The same part as an address asks for it, always in the same words. */
export function askFor(part: Part) {
  const none = { sort: null, after: null, before: null, thread: null, level: null, comment: null }
  if (part.kind === 'comment') return { ...none, comment: part.target }
  const { after = null, before = null } = part
  if (part.kind === 'list')
    return { ...none, sort: part.order === 'newest' ? part.order : null, after, before }
  return { ...none, thread: part.root, level: `${part.level}`, after, before }
}

export const partIn = (ask: Ask): Part =>
  partFrom(Object.fromEntries(Object.entries(ask).map(([key, text]) => [key, text ?? undefined])))

const idIn = (text: string | undefined) => (isId(text) ? text.toLowerCase() : undefined)

/** Puts the rows of a page into their places. */
export function threadOf(rows: Row[], part: Part): Thread {
  const children = new Map<string | null, Row[]>()
  const seeds: Row[] = []
  const known = new Set(rows.map((row) => row.id))
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const isSeed = !row.parentId || !known.has(row.parentId)
    if (isSeed) seeds.push(row)
    else children.set(row.parentId, [...(children.get(row.parentId) ?? []), row])
  }
  const path = part.kind === 'comment' ? pathTo(part.target, rows) : []
  const isMissing =
    (part.kind === 'comment' && !known.has(part.target)) ||
    (part.kind === 'branch' && !known.has(part.root))
  const node = (row: Row): CommentNode => {
    const all = children.get(row.id) ?? []
    const { shown, earlier, later } = cutReplies(row, all, part, path)
    return {
      id: row.id,
      parentId: row.parentId,
      author: row.isDeleted ? null : row.author,
      role: row.isDeleted ? null : row.role,
      content: row.isDeleted ? '' : row.content,
      mentions: row.isDeleted ? [] : row.mentions,
      attachments: row.isDeleted ? [] : row.attachments.map(attachedFrom),
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      repliesCount: row.repliesCount,
      reactions: row.reactions,
      reactors: row.reactors,
      replies: shown.map(node),
      earlier,
      later,
    }
  }
  const { shown, earlier, later } = cutSeeds(seeds, isMissing ? FIRST : part, path)
  const [root] = shown
  const isBranch = root && (part.kind === 'branch' || root.parentId) && !isMissing
  return {
    comments: shown.map(node),
    earlier,
    later,
    target: part.kind === 'comment' && !isMissing ? part.target : null,
    branch: isBranch
      ? { id: root.id, parentId: root.parentId, topId: root.topId, depth: root.depth }
      : null,
    isMissing,
  }
}

const FIRST: Part = { kind: 'list', order: 'oldest' }

/** The ids of a comment and of those above it, as far as the page holds them. */
function pathTo(target: string, rows: Row[]): string[] {
  const parents = new Map(rows.map((row) => [row.id, row.parentId]))
  const path: string[] = []
  for (let at: string | null = target; at && parents.has(at); at = parents.get(at) ?? null)
    path.push(at)
  return path
}

function cutSeeds(seeds: Row[], part: Part, path: string[]): Cut {
  if (part.kind === 'branch') return { shown: seeds, earlier: null, later: null }
  if (part.kind === 'list') {
    const cut = cutPage(part.order === 'newest' ? [...seeds].reverse() : seeds, part)
    return cut
  }
  const around = path.length === 1 ? AROUND_TOP_TARGET : AROUND_BRANCH
  return cutAround(seeds, path.at(-1), around)
}

function cutReplies(row: Row, all: Row[], part: Part, path: string[]): Cut {
  if (part.kind === 'branch' && row.id === part.root) return cutPage(all, part)
  const place = path.indexOf(row.id)
  if (place === 1) return cutAround(all, path[0], AROUND_TARGET)
  // above the target's parent only the path is shown; how many others there are says the count
  if (place > 1) return { shown: all, earlier: null, later: null }
  const later = row.repliesCount > all.length ? (all.at(-1)?.id ?? null) : null
  return { shown: all, earlier: null, later }
}

/** One more than a page was asked for, to know whether there is more. */
function cutPage(all: Row[], { after, before }: { after?: string; before?: string }): Cut {
  const shown = before ? all.slice(-PAGE) : all.slice(0, PAGE)
  const isCut = all.length > PAGE
  return {
    shown,
    earlier: (before ? isCut : after) ? (shown[0]?.id ?? null) : null,
    later: (before ? true : isCut) ? (shown.at(-1)?.id ?? null) : null,
  }
}

function cutAround(
  all: Row[],
  pivot: string | undefined,
  { before, after }: { before: number; after: number },
): Cut {
  const at = all.findIndex((row) => row.id === pivot)
  const first = Math.max(0, at - before)
  const shown = all.slice(first, at + after + 1)
  return {
    shown,
    earlier: first > 0 ? (shown[0]?.id ?? null) : null,
    later: at + after + 1 < all.length ? (shown.at(-1)?.id ?? null) : null,
  }
}
