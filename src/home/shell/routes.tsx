import type { BatchItem } from 'drizzle-orm/batch'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Viewer } from '../../communities/rules.ts'
import { type Db, trips } from '../../db/connect.ts'
import { factOf } from '../../edge/entries.ts'
import type { Rows, Statements } from '../../edge/page.ts'
import { touchSession } from '../../profiles/sessions/queries.ts'
import { dropSession, RENEW_SECONDS, type Session, writeSession } from '../../session/cookie.ts'
import { takeNotice, themeOf } from '../../ui/respond.tsx'
import {
  type CommunityMap,
  type Counted,
  mapOf,
  type Passport,
  passportOf,
  unreadOf,
} from './queries.ts'
import { type Shell, viewerOf } from './rules.ts'
import { documentOf, frameFills } from './views.tsx'

type Build<T extends Statements> = (db: Db, me: string | null) => readonly [...T]

declare module 'hono' {
  interface ContextVariableMap {
    /** The community of the path, the viewer in it, and the rows of the page, in one round trip. */
    visit: <T extends Statements>(
      build: Build<T>,
    ) => Promise<{ viewer: Viewer; community: CommunityMap; rows: Rows<T> }>
    /** The same for pages that are in no community. */
    load: <T extends Statements>(build: Build<T>) => Promise<{ viewer: Viewer; rows: Rows<T> }>
    shell: Shell
  }
}

export const shell = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  c.set('visit', async (build) => {
    const slug = c.req.param('community') ?? ''
    const { rows, ...shell } = await loadAll(c, slug, build)
    if (!shell.map) throw new HTTPException(404)
    return { viewer: shell.viewer, community: shell.map, rows }
  })
  c.set('load', async (build) => {
    const { rows, viewer } = await loadAll(c, null, build)
    return { viewer, rows }
  })
  c.set('shell', { viewer: viewerOf(null), map: null, passport: null })
  c.set('frame', (page) => {
    const path = new URL(c.req.url).pathname
    return {
      html: documentOf(c.var.shell.map, path, page),
      fills: frameFills(c.var.shell, { path, theme: themeOf(c), notice: takeNotice(c) }),
    }
  })
  await next()
})

async function loadAll<T extends Statements>(c: Context, slug: string | null, build: Build<T>) {
  const { db, session } = c.var
  const own = session
    ? [passportOf(db, session, slug), unreadOf(db, session.profileId, c.req.path)]
    : []
  const first = [mapOf(db, slug ?? ''), ...own]
  const statements: BatchItem<'pg'>[] = [...first, ...build(db, session?.profileId ?? null)]
  const [head, ...tail] = statements
  // never empty: the map's statement is always there
  const results: unknown[] = head ? await db.batch([head, ...tail]) : []
  const [map] = results[0] as CommunityMap[]
  const [passport] = session ? (results[1] as Passport[]) : []
  const [counted] = session ? (results[2] as Counted[]) : []
  if (session && !passport?.profile) {
    dropSession(c)
    c.set('session', null)
    return loadAll(c, slug, build)
  }
  const found: Shell = {
    viewer: viewerOf(passport ?? null),
    map: map ?? null,
    passport: passport ?? null,
    unread: counted?.unread ?? 0,
    talks: counted?.talks ?? 0,
    chats: counted?.chats ?? [],
    isNews: counted?.isNews ?? false,
  }
  c.set('shell', found)
  if (session && passport?.profile) await keepAlive(c, session, passport.profile.lastSeenAt)
  // the batch answers in the order of its statements: what follows the shell's is the page's
  return { ...found, rows: results.slice(first.length) as Rows<T> }
}

/** The community's map and the viewer's passport in it, both from the cache, side by side. */
export async function factsOf(c: Context, slug: string | null): Promise<Shell> {
  const session = c.get('session')
  const holder = session && { session: session.id, profile: session.profileId }
  const [map, passport] = await Promise.all([
    slug ? factOf<CommunityMap>('map', { community: slug }) : null,
    holder ? factOf<Passport>('passport', { community: slug, holder }) : null,
  ])
  if (session && passport?.profile) await slide(c, session)
  else if (session) {
    dropSession(c)
    c.set('session', null)
  }
  const known = passport?.profile ? passport : null
  const isVisitDue = known?.profile ? isDue(known.profile.lastSeenAt) : false
  return { viewer: viewerOf(known), map, passport: known, isVisitDue }
}

const TEN_MINUTES = 600

const isDue = (lastSeenAt: number) => Date.now() / 1000 - lastSeenAt > TEN_MINUTES

/** Slides the session while it is in use. */
async function slide(c: Context, session: Session) {
  if (Date.now() / 1000 - session.issuedAt > RENEW_SECONDS) await writeSession(c, session)
}

/** Slides the session and notes that its holder was here, at most once in ten minutes. */
async function keepAlive(c: Context, session: Session, lastSeenAt: number) {
  await slide(c, session)
  if (isDue(lastSeenAt))
    c.executionCtx.waitUntil(
      // the page does not wait for it, so it is no round trip of the page's
      trips.run({ count: 0 }, () => c.var.db.batch(touchSession(c.var.db, session))),
    )
}
