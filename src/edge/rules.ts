/**
 * The spaces of one community that a viewer may enter: some, or all of them, archived ones too.
 * What a query asks instead of who asks, where its answer is shared by all who have the same right.
 */
export type Reach = { spaces: string[] | 'all' }

/** Who asks a query: a person by id, a guest (null), or everyone with the same reach. */
export type Asker = string | null | Reach

/** What someone is in a community: as much as a shared page may show by. */
export type Standing = 'none' | 'member' | 'staff' | 'banned'

/** What lets a viewer in, and all that a shared page may know of them. A guest has no reach of their own. */
export type Right = { reach: Reach | null; standing: Standing }

export const GUEST: Right = { reach: null, standing: 'none' }

/** The props of the cached entrypoint: part of the key of each entry, so none is found without them. */
export type EdgeProps = {
  community: string | null
  right?: Right
  /** only for a passport: whose it is */
  holder?: { session: string; profile: string }
}

/** Seconds for which a shared page is fresh, and then shown once more while it is renewed. */
const SHARED = { fresh: 60, stale: 240 }
/** Seconds for which the community's map and a passport are believed: what a lost purge can cost. */
const FACT = { fresh: 60 }
/** Seconds for which entries outlive their time while the database does not answer. */
const AWAY = { shared: 24 * 3600, fact: 600 }

export const SHARED_CONTROL = `max-age=${SHARED.fresh}, stale-while-revalidate=${SHARED.stale}, stale-if-error=${AWAY.shared}`
export const FACT_CONTROL = `max-age=${FACT.fresh}, stale-if-error=${AWAY.fact}`

/** Seconds after a write in which its writer is shown nothing from the cache. */
export const WRITER_SECONDS = SHARED.fresh + SHARED.stale

/** An entry older than this, in seconds, is shown only because the database does not answer. */
export const OUTDATED_SECONDS = SHARED.fresh + SHARED.stale

/** Names of what pages are made of: entries carry them, writes name them. */
export const tag = {
  community: (slug: string) => `community:${plain(slug)}`,
  /** who belongs, and how many */
  members: (slug: string) => `members:${plain(slug)}`,
  space: (slug: string, space: string) => `space:${plain(slug)}/${plain(space)}`,
  post: (id: string) => `post:${plain(id)}`,
  /** a post or a comment that shows files, as files know it */
  attached: (id: string) => `attached:${plain(id)}`,
  /** the bytes of a file */
  file: (id: string) => `file:${plain(id)}`,
  /** its page, with the outline */
  course: (id: string) => `course:${plain(id)}`,
  event: (id: string) => `event:${plain(id)}`,
  /** whoever is shown by name: as author, in a directory, on their own page */
  profile: (username: string) => `profile:${plain(username)}`,
  /** a person's own page alone */
  person: (username: string) => `person:${plain(username)}`,
  /** the list of public communities */
  front: 'front',
  passport: (profileId: string) => `passport:${plain(profileId)}`,
}

// a tag is printable ASCII without spaces and commas, in letters of either case
const plain = (name: string) => encodeURIComponent(name.toLowerCase())

/** What an address asks for: the parts of it that a page depends on. */
export type Ask = Record<string, string | null>

/** The address of an entry: made of what was asked for alone, so that nothing else makes another. */
export function addressOf(
  form: 'html' | 'full' | 'fact' | 'bytes',
  name: string,
  ask: Ask,
): string {
  const asked = Object.entries(ask).flatMap(([key, value]) =>
    value === null ? [] : [[key, value]],
  )
  asked.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return `https://edge/${form}/${name}?${new URLSearchParams(asked)}`
}

/** The other way round. */
export function asked(url: string) {
  const { pathname, searchParams } = new URL(url)
  const [, form = '', name = ''] = pathname.split('/')
  return { form, name, given: Object.fromEntries(searchParams) }
}

type Packed = { value: unknown; instants: string[][] }

/** JSON in which instants stay instants: where they stand is noted beside it. */
export function pack(value: object): string {
  const instants: string[][] = []
  const note = (at: unknown, path: string[]) => {
    if (at instanceof Date) instants.push(path)
    else if (typeof at === 'object' && at !== null)
      for (const [key, part] of Object.entries(at)) note(part, [...path, key])
  }
  note(value, [])
  return JSON.stringify({ value, instants } satisfies Packed)
}

export function unpack(text: string): unknown {
  // what pack() wrote
  const { value, instants } = JSON.parse(text) as Packed
  for (const path of instants) {
    let at = value as Record<string, unknown>
    for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
    const last = path.at(-1) ?? ''
    at[last] = new Date(String(at[last]))
  }
  return value
}

/** Tags that one call to the platform may name. */
export const MOST_TAGS = 100

/**
 * The tags of many writes, each once. Where there are more than one call may name, all pages of the
 * communities that named most are forgotten instead.
 */
export function gathered(writes: { community: string | null; tags: string[] }[]): string[] {
  const byCommunity = new Map<string, Set<string>>()
  for (const { community, tags } of writes) {
    const known = byCommunity.get(community ?? '') ?? new Set()
    byCommunity.set(community ?? '', known)
    for (const name of tags) known.add(name)
  }
  const most = [...byCommunity].sort(([, a], [, b]) => b.size - a.size)
  const all = () => new Set(most.flatMap(([, tags]) => [...tags]))
  for (const [slug, tags] of most) {
    if (all().size <= MOST_TAGS) break
    if (!slug) continue
    const kept = [...tags].filter((name) => !PAGES.test(name))
    tags.clear()
    for (const name of [tag.community(slug), ...kept]) tags.add(name)
  }
  return [...all()]
}

/** The tags of some files, or of all that their community shows where they are many. */
export const tagsOfFiles = (ids: string[], community: string): string[] =>
  ids.length > MOST_TAGS / 2 ? [tag.community(community)] : ids.map(tag.file)

/** What the tag of its community forgets as well. */
const PAGES = /^(members|space|post|attached|file|course|event):/
