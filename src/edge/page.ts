import type { BatchItem, BatchResponse } from 'drizzle-orm/batch'
import type { ContextVariableMap } from 'hono'
import type { Db } from '../db/connect.ts'
import { type Framed, framed, type Page } from '../ui/respond.tsx'
import type { Ask, Asker, EdgeProps, Standing } from './rules.ts'

export type Statements = readonly BatchItem<'pg'>[]
/** Statements, and null for what need not be asked this time: no rows. */
export type Questions = readonly (BatchItem<'pg'> | null)[]
export type Rows<S extends Questions> = BatchResponse<{
  -readonly [K in keyof S]: NonNullable<S[K]>
}>

// declared by the room that reads them, which the ground floor may not import
type Shell = ContextVariableMap['shell']
export type Viewer = Shell['viewer']
export type CommunityMap = NonNullable<Shell['map']>

/** What an entry is made from: its address, its props, and the tag of the one that went stale. */
export type Asked = {
  db: Db
  env: Env
  form: string
  given: Record<string, string>
  props: EdgeProps
  known: string | null
}
/** Makes an entry; null where there is nothing to keep. */
export type Server = (at: Asked) => Promise<Response | null>

/** Where a shared page is built: nothing of it names the viewer. */
export type Place<A extends Ask> = {
  ask: A
  /** null outside of communities */
  map: CommunityMap | null
  standing: Standing
  now: Date
}

/** What stands in the stead of a page that is known but not open. */
export type Instead = { shared: object; page: Framed }

/**
 * A shared page as the edge keeps it. `tags` name what it is made of; the community's own is added.
 */
export type Built<Shared extends object> = { tags: string[] } & (
  | { shared: Shared }
  | { instead: Instead }
)

/**
 * A page whose shared part is kept at the edge. `load` and `build` give the same for all who have
 * the same right, whether they are asked in the name of a person or of a reach.
 */
export type EdgePage<A extends Ask, S extends Statements, Shared extends object, Mine> = {
  /** in the entry's address */
  name: string
  /** reads what counts of an address; nonsense counts as not asked */
  ask: (given: Record<string, string | undefined>) => A
  /** the page's own path, for the frame around it */
  path: (ask: A) => string
  /** the slug of the one space that it shows, if it shows but one: who may enter that share it */
  space?: (ask: A) => string
  load: (db: Db, ask: A, asker: Asker) => readonly [...S]
  /** @throws HTTPException 404 when it is not there for the asker */
  build: (rows: Rows<S>, at: Place<A>) => Built<Shared>
  page: Page<Shared, Mine>
}

/** What belongs to one viewer on an edge page. */
export type Personal<O extends Questions, Shared, Mine> = {
  /** @throws HTTPException for a viewer to whom the page is closed, whatever the cache has */
  allow?: (viewer: Viewer) => void
  /** says what the answer's head needs, before any of it is sent */
  prepare?: (shared: Shared) => void
  /** what has to be asked of the database, in one round trip with the frame's own */
  own?: (db: Db, me: string, shared: Shared, viewer: Viewer) => readonly [...O]
  /** @param at rows are empty for a guest, and while they are not there yet */
  mine: (at: { viewer: Viewer; map: CommunityMap | null; shared: Shared; rows: Rows<O> }) => Mine
}

/** Says what a page is, with its types inferred. */
export const edgePage = <A extends Ask, S extends Statements, Shared extends object, Mine>(
  page: EdgePage<A, S, Shared, Mine>,
): EdgePage<A, S, Shared, Mine> => page

/** The HTML of a built page, and the props that are its JSON. */
export const contentOf = <Shared extends object, Mine>(
  page: Page<Shared, Mine>,
  built: Built<Shared>,
): { shared: object; isInstead: boolean; framed: Framed } =>
  'instead' in built
    ? { shared: built.instead.shared, isInstead: true, framed: built.instead.page }
    : { shared: built.shared, isInstead: false, framed: framed(page, built.shared) }
