import { edgeEntries } from '../../local/edge/control.ts'
import type { pages } from '../../src/cached.ts'

/** What the pages that are kept speak of, where one has to be asked for. */
export type Place = {
  slug: string
  space: string
  post: string
  username: string
  shelf: string
  resource: string
  course: string
  dates: string
  event: string
}

type Kept = {
  path: (place: Place) => string
  /** only for those who belong */
  closed?: true
  /** another page stands there for who is signed in */
  guestsOnly?: true
}

/** Every page whose shared part is kept, by its name. */
export const table: Record<keyof typeof pages, Kept> = {
  about: { path: ({ slug }) => `/${slug}/about` },
  course: { path: ({ slug, course }) => `/${slug}/courses/${course}` },
  event: { path: ({ slug, dates, event }) => `/${slug}/s/${dates}/events/${event}` },
  feed: { path: ({ slug }) => `/${slug}` },
  front: { path: () => '/', guestsOnly: true },
  members: { path: ({ slug }) => `/${slug}/members`, closed: true },
  person: { path: ({ username }) => `/@${username}` },
  resource: {
    path: ({ slug, shelf, resource }) => `/${slug}/s/${shelf}/resources/${resource}`,
  },
  space: { path: ({ slug, space }) => `/${slug}/s/${space}` },
  thread: { path: ({ slug, post }) => `/${slug}/posts/${post}` },
}

/** The entries of pages, without files and the facts that all rest on. */
export const pageEntries = () => edgeEntries().filter(({ path }) => /^\/(html|full)\//.test(path))
