import * as z from 'zod'
import { isMember, isStaff, type Viewer } from '../../communities/rules.ts'
import { MAX_ADDRESS, picture } from '../../communities/settings/rules.ts'
import { tidy } from '../../profiles/rules.ts'
import { canPostIn, type MapSpace } from '../../spaces/rules.ts'

/** Things on a page of a folder. */
export const PAGE = 50
export const MAX_TITLE = 120
export const MAX_DESCRIPTION = 5000
/** Folders in folders. */
export const MAX_DEPTH = 8
export const MAX_QUERY = 100

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id in an address; what is none was not said. */
export const idFrom = (text: string | null | undefined): string | null =>
  text && UUID.test(text) ? text : null

/** How someone looks at a folder. */
export type Look = 'list' | 'grid'

/** The cookie that remembers it, written by client.ts. */
export const LOOK = 'look'

export const lookFrom = (text: string | undefined): Look | null =>
  text === 'list' || text === 'grid' ? text : null

const title = z
  .string('Give it a title.')
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(/[^\p{Z}\p{C}\p{M}]/u, 'Give it a title.')
      .max(MAX_TITLE, 'Shorten the title.'),
  )

const description = z
  .string()
  .trim()
  .max(MAX_DESCRIPTION, `Keep it under ${MAX_DESCRIPTION.toLocaleString('en')} characters.`)

const address = z
  .string('Where does it lead?')
  .trim()
  .max(MAX_ADDRESS, 'That address is too long.')
  .transform((text) => (/^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(text) ? `https://${text}` : text))
  .refine(isOnTheWeb, 'Use an address that starts with https://')

function isOnTheWeb(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const folder = z
  .union([z.literal(''), z.uuid('That folder is not known.')])
  .nullable()
  .transform((id) => id || null)

/** What is made by hand: files come by an upload. */
export const NewResource = z
  .object({
    kind: z.enum(['folder', 'link'], 'Choose a folder or a link.'),
    title,
    description: description.default(''),
    url: z.union([z.literal(''), address]).default(''),
    pictureUrl: picture.default(null),
    folder: folder.default(null),
  })
  .superRefine(({ kind, url }, context) => {
    if (kind === 'link' && !url)
      context.addIssue({ code: 'custom', path: ['url'], message: 'Where does it lead?' })
  })
export type NewResource = z.output<typeof NewResource>

/** Any of what can be changed; another folder moves it. */
export const ResourceChange = z
  .object({ title, description, url: address, pictureUrl: picture, folder })
  .partial()
export type ResourceChange = z.output<typeof ResourceChange>

const ids = z
  .array(z.uuid('That is not known here.'))
  .min(1, 'Name what is in order.')
  .max(PAGE * 4)

export const Order = z.object({ folder: folder.default(null), ids })

export const Move = z.object({ move: z.enum(['up', 'down'], 'Say up or down.') })

/** What was searched for: one line. */
export const Search = z.object({
  q: z
    .string()
    .transform((text) => tidy(text).slice(0, MAX_QUERY))
    .catch(''),
  after: z
    .string()
    .transform((text) => idFrom(text))
    .nullable()
    .catch(null),
})

/** What a file is called when it comes: its name without the ending. */
export function titleOf(fileName: string): string {
  const start = fileName.replace(/\.[^.\s]{1,12}$/, '')
  return [...(start || fileName)].slice(0, MAX_TITLE).join('')
}

type Place = { whoPosts: MapSpace['whoPosts']; isArchived: boolean }

/** Whether the viewer may add to a resource space that they see. */
export const mayAdd = (viewer: Viewer, { whoPosts, isArchived }: Place): boolean =>
  !isArchived && canPostIn(viewer, { whoPosts })

/** Whether the viewer may change something there: staff, and who put it there. */
export const mayChange = (
  viewer: Viewer,
  place: { isArchived: boolean },
  thing: { author: { username: string } },
): boolean =>
  !place.isArchived &&
  (isStaff(viewer) || (isMember(viewer) && viewer.profile?.username === thing.author.username))

/** Only the staff put things in order. */
export const mayOrder = (viewer: Viewer, place: { isArchived: boolean }): boolean =>
  !place.isArchived && isStaff(viewer)

/** Cuts one row too many off a page, and gives the cursor of the next if there was one. */
export function pageFrom<T extends { id: string }>(rows: T[]) {
  const shown = rows.slice(0, PAGE)
  return { shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
}

/** The address of a folder, or of the space itself. */
export const folderPath = (at: { slug: string; space: string }, id: string | null): string =>
  `/${at.slug}/s/${at.space}${id ? `?folder=${id}` : ''}`

/** The address of a file or a link. */
export const resourcePath = (at: { slug: string; space: string }, id: string): string =>
  `/${at.slug}/s/${at.space}/resources/${id}`
