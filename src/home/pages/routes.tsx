import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { standingOf } from '../../communities/rules.ts'
import { isDatabaseAway } from '../../db/tellable.ts'
import { entryOf } from '../../edge/entries.ts'
import {
  contentOf,
  type EdgePage,
  type Personal,
  type Questions,
  type Statements,
  type Viewer,
} from '../../edge/page.ts'
import { type Ask, GUEST, OUTDATED_SECONDS, type Right, unpack } from '../../edge/rules.ts'
import { wroteLately } from '../../edge/touch.ts'
import { takeNotice, text, texts, themeOf, wantsJson } from '../../ui/respond.tsx'
import { fill } from '../../ui/slots.tsx'
import { headAndBody, type Laid, laid } from '../../ui/stream.ts'
import { factsOf } from '../shell/routes.tsx'
import { rightOf } from '../shell/rules.ts'
import { documentOf, frameFills } from '../shell/views.tsx'
import { deliver, type Found } from './delivery/routes.tsx'
import { AWAY, etagOf } from './rules.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /**
     * Answers an edge page: its shared part from the cache at once, or from the database for those
     * who wrote lately; then what belongs to the viewer, from one more round trip.
     */
    present: <
      A extends Ask,
      S extends Statements,
      Shared extends object,
      Mine,
      O extends Questions = [],
    >(
      page: EdgePage<A, S, Shared, Mine>,
      personal: Personal<O, Shared, Mine>,
    ) => Promise<Response>
  }
}

export const pages = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  c.set('present', async (page, personal) => {
    const ask = page.ask({ ...c.req.query(), ...c.req.param() })
    const session = c.get('session')
    if (!session) personal.allow?.(c.get('shell').viewer)
    if (!session && !wantsJson(c)) return forGuest(c, page.name, ask)
    const { allow } = personal
    const isWriter = session !== null && wroteLately(c)
    const found =
      (isWriter ? null : await fromEdge(c, page, ask, allow)) ??
      (await fromDatabase(c, page, ask, allow).catch((error) => {
        // better a page that is kept than none; it says that it may be old
        if (isWriter && isDatabaseAway(error)) return fromEdge(c, page, ask, allow)
        throw error
      }))
    if (!found) throw new HTTPException(404)
    return deliver(c, page.page, personal, found)
  })
  await next()
})

/** Outside of communities it only counts whether one is signed in. */
const anywhere = ({ profile }: Viewer): Right =>
  profile ? { reach: null, standing: 'member' } : GUEST

const slugIn = (c: Context) => c.req.param('community') ?? null

/** The shared part alone, passed on as it is, with an ETag. */
async function forGuest(c: Context, name: string, ask: Ask): Promise<Response> {
  const entry = await entryOf('html', { name, ask }, { community: slugIn(c), right: GUEST })
  if (entry.status === 404) throw new HTTPException(404)
  noteCache(c, entry)
  const [theme, notice] = [themeOf(c), takeNotice(c)]
  const isOutdated = Number(entry.headers.get('age')) > OUTDATED_SECONDS
  const said = notice ?? (isOutdated ? AWAY : undefined)
  const etag = said ? null : etagOf(entry.headers.get('etag'), theme)
  c.header('Vary', 'Accept, Cookie')
  c.header('Cache-Control', said ? 'no-store' : 'private, no-cache')
  c.header('Content-Type', 'text/html; charset=UTF-8')
  if (etag) c.header('ETag', etag)
  if (etag && c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)
  // a status of ours: what build() gives is 200 or 403
  const status = entry.status as 200 | 403
  if (!said && theme === 'system' && entry.body) return c.body(entry.body, status)
  const { path } = c.req
  const fills = frameFills(c.var.shell, { path, theme, notice: said })
  return c.body(fill(await entry.text(), await texts(fills)), status)
}

/** The shared part as the cache has it; null where the database has to be asked instead. */
async function fromEdge<A extends Ask, S extends Statements, Shared extends object, Mine>(
  c: Context,
  page: EdgePage<A, S, Shared, Mine>,
  ask: A,
  allow?: (viewer: Viewer) => void,
): Promise<Found<Shared> | null> {
  const community = slugIn(c)
  const shell = await factsOf(c, community)
  const { map, viewer } = shell
  if (community && !map) throw new HTTPException(404)
  if (viewer.status === 'banned') return null
  c.set('shell', shell)
  allow?.(viewer)
  const right = map ? rightOf(viewer, map, page.space?.(ask)) : anywhere(viewer)
  const entry = await entryOf('full', { name: page.name, ask }, { community, right })
  // it may be there for this viewer alone: a draft, or a right that is newer than the passport
  if (entry.status === 404 && viewer.profile) return null
  if (entry.status === 404 || !entry.body) throw new HTTPException(404)
  noteCache(c, entry)
  const { head, body } = await headAndBody(entry.body)
  // what the cached entrypoint has packed from this page's own build()
  const packed = unpack(head) as { shared: Shared; isInstead: boolean; laid: Laid }
  return { ...packed, status: packed.isInstead ? 403 : 200, html: body }
}

/** The same as it is now, for one viewer. */
async function fromDatabase<A extends Ask, S extends Statements, Shared extends object, Mine>(
  c: Context,
  page: EdgePage<A, S, Shared, Mine>,
  ask: A,
  allow?: (viewer: Viewer) => void,
): Promise<Found<Shared>> {
  const load = (db: Context['var']['db'], me: string | null) => page.load(db, ask, me)
  const { viewer, rows } = slugIn(c) ? await c.var.visit(load) : await c.var.load(load)
  allow?.(viewer)
  const { map } = c.var.shell
  const { standing } = map ? { standing: standingOf(viewer) } : anywhere(viewer)
  const built = page.build(rows, { ask, map, standing, now: c.var.now })
  const { isInstead, framed, shared } = contentOf(page.page, built)
  const html = await text(documentOf(map, page.path(ask), framed))
  // where it is another page's, nobody reads it as this one's
  const { bytes, ...layout } = laid(`<!doctype html>${html}`)
  const status = isInstead ? 403 : 200
  return { shared: shared as Shared, isInstead, status, html: once(bytes), laid: layout }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

const noteCache = (c: Context, entry: Response) =>
  c.header('Server-Timing', `cache;desc="${entry.headers.get('cf-cache-status') ?? 'NONE'}"`, {
    append: true,
  })
