import { isStaff, type Viewer } from '../../../communities/rules.ts'
import { excerpt } from '../../../ui/markdown.ts'
import { type FileFacts, factsOf } from '../../rules.ts'
import type { ResourceRow } from '../queries.ts'
import {
  folderPath,
  type Look,
  mayAdd,
  mayChange,
  mayOrder,
  pageFrom,
  resourcePath,
} from '../rules.ts'

/** Where a list stands: the words of its address. */
export type At = { slug: string; space: string }

/** A thing of a resource space as everyone who may see it sees it. */
export type Item = Pick<ResourceRow, 'id' | 'kind' | 'title' | 'url' | 'author' | 'createdAt'> & {
  href: string
  /** the beginning of its description */
  line: string
  /** of a link */
  host: string | null
  picture: string | null
  file: FileFacts | null
  /** how many things lie in a folder */
  items: number
}

const MAX_LINE = 140

export function itemFrom(row: ResourceRow, at: At): Item {
  const { id, kind, title, url, author, createdAt, items } = row
  const file = row.file && factsOf(row.file)
  return {
    ...{ id, kind, title, url, author, createdAt, items, file },
    href: kind === 'folder' ? folderPath(at, id) : resourcePath(at, id),
    line: excerpt(row.description, 'markdown', MAX_LINE),
    host: url && hostOf(url),
    picture: row.pictureUrl ?? (file?.kind === 'picture' ? `${file.url}?w=640` : null),
  }
}

export const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '')

export type Crumb = { id: string; title: string; author: { username: string } }

/** A page of a folder, or of the space itself. */
export type Shelf = {
  at: At
  /** null in the space itself */
  folder: Crumb | null
  /** the folders around it, outermost first */
  around: Crumb[]
  items: Item[]
  next: string | null
  isFirst: boolean
  look: Look
}

/** @param trail the folder and those around it, innermost last */
export function shelfFrom(
  rows: ResourceRow[],
  trail: Crumb[],
  { at, after, look }: { at: At; after: string | null; look: Look },
): Shelf {
  const { shown, next } = pageFrom(rows)
  const folder = trail.at(-1) ?? null
  const here = folderPath(at, folder?.id ?? null)
  const more = [...(look === 'grid' ? ['view=grid'] : []), `after=${next}`].join('&')
  return {
    ...{ at, folder, look, isFirst: after === null },
    around: trail.slice(0, -1),
    items: shown.map((row) => itemFrom(row, at)),
    next: next && `${here}${folder ? '&' : '?'}${more}`,
  }
}

/** What a list is to the viewer. */
export type MyShelf = {
  look: Look
  mayAdd: boolean
  mayOrder: boolean
  /** whether they may change the folder that is shown */
  isOwnFolder: boolean
  /** ids of what they may change */
  own: string[]
  /** for the staff: how often each was downloaded, by id */
  downloads: Record<string, number> | null
}

type Space = { whoPosts: 'members' | 'staff'; isArchived: boolean }

export const myShelf = (
  viewer: Viewer,
  space: Space,
  { folder, items, look }: Pick<Shelf, 'folder' | 'items' | 'look'>,
  counted: { id: string; count: number }[],
  chosen?: Look | null,
): MyShelf => ({
  look: chosen ?? look,
  mayAdd: mayAdd(viewer, space),
  mayOrder: mayOrder(viewer, space),
  isOwnFolder: folder !== null && mayChange(viewer, space, folder),
  own: items.filter((item) => mayChange(viewer, space, item)).map(({ id }) => id),
  downloads: isStaff(viewer)
    ? Object.fromEntries(counted.map(({ id, count }) => [id, count]))
    : null,
})
