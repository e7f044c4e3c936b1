import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { returnPath } from '../../profiles/sessions/rules.ts'
import { idParam, insist } from '../../ui/input.ts'
import { NavBadge } from '../../ui/nav.tsx'
import { done, show } from '../../ui/respond.tsx'
import { titleOf } from '../groups/rules.ts'
import { keepZone } from '../preferences/queries.ts'
import { markSeen } from '../unread/queries.ts'
import { findLine, type InboxRow, inboxOf, markAllRead, markRead, markUnread } from './queries.ts'
import { InboxQuery, PAGE, Read, ReadAll, Seen, type Tab } from './rules.ts'
import { InboxPage, NoticeRow } from './views.tsx'

type Gate = { Bindings: Env }

export const inboxRoutes = new Hono<Gate>()
  .get('/inbox', async (c) => {
    const { show: tab, after } = InboxQuery.parse({ after: null, ...c.req.query() })
    const { viewer, rows } = await c.var.load((db, me) => [inboxOf(db, me, tab, after)])
    if (!viewer.profile) throw new HTTPException(401)
    const notices = rows[0].slice(0, PAGE).map(tidied)
    const isMore = rows[0].length > PAGE
    const next = isMore ? nextAddress(tab, notices.at(-1)) : null
    return show(c, InboxPage, {}, { tab, notices, next, isFirst: after === null, now: c.var.now })
  })
  .put('/inbox/read', async (c) => {
    const { before = null } = await insist(c, ReadAll)
    await markAllRead(c.var.db, await signedIn(c), before)
    return done(c, {}, '/inbox', { notice: 'All read.' })
  })
  .put('/inbox/seen', async (c) => {
    const { zone, ...thing } = await insist(c, Seen)
    const me = await signedIn(c)
    const { db } = c.var
    const [, { rows }] = await db.batch([
      ...markSeen(db, me, thing),
      // so that a digest comes at their hour, though they never chose one
      ...(zone ? [keepZone(db, me, zone)] : []),
    ])
    return done(c, { unread: rows[0]?.unread ?? 0 }, '/inbox')
  })
  .put('/inbox/:notification/read', async (c) => {
    const { stay } = await insist(c, Read)
    const { me, line } = await lineIn(c)
    await markRead(c.var.db, me, line.id)
    return answer(c, { ...line, isRead: true, unread: 0 }, stay ? '/inbox' : line.link, line)
  })
  .delete('/inbox/:notification/read', async (c) => {
    const { me, line } = await lineIn(c)
    await markUnread(c.var.db, me, line.id)
    return answer(c, { ...line, isRead: false, unread: 1 }, '/inbox', line)
  })

/** One's own line that the path names. @throws HTTPException 401, 404 */
export async function lineIn(c: Context) {
  const id = idParam(c, 'notification')
  const { viewer, rows } = await c.var.load((db, me) => [findLine(db, me, id)])
  if (!viewer.profile) throw new HTTPException(401)
  const [line] = rows[0]
  if (!line) throw new HTTPException(404)
  return { me: viewer.profile.id, line: tidied(line) }
}

type Line = ReturnType<typeof tidied>

/** The line as it is now, and how many are new with it. */
export function answer(c: Context, line: Line, path: string, before: Line, notice?: string) {
  const change = Number(before.isRead) - Number(line.isRead)
  const unread = Math.max(0, (c.var.shell.unread ?? 0) + change)
  return done(c, line, path, {
    notice,
    fragment: (
      <>
        <NoticeRow notice={line} now={c.var.now} />
        <NavBadge unread={unread} path="/inbox" />
      </>
    ),
  })
}

async function signedIn(c: Context<Gate>): Promise<string> {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  return viewer.profile.id
}

const nextAddress = (tab: Tab, last?: { id: string }) =>
  last ? `/inbox?${tab === 'all' ? '' : `show=${tab}&`}after=${last.id}` : null

/** A link leads to a page of ours, whatever was stored. */
const tidied = (row: InboxRow) => ({
  ...row,
  title: titleOf(row.type, row.title, row.actors, row.people),
  link: returnPath(row.link),
})
