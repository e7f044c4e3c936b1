import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { returnPath } from '../profiles/sessions/rules.ts'
import { idParam, insist } from '../ui/input.ts'
import { NavBadge } from '../ui/nav.tsx'
import { done, show } from '../ui/respond.tsx'
import { findNotice, type InboxRow, inboxOf, markAllRead, markRead } from './queries.ts'
import { InboxQuery, PAGE, Read, ReadAll, type Tab } from './rules.ts'
import { InboxPage, NoticeRow } from './views.tsx'

export const notificationRoutes = new Hono<{ Bindings: Env }>()
  .get('/inbox', async (c) => {
    const { show: tab, after } = InboxQuery.parse({ after: null, ...c.req.query() })
    const { viewer, rows } = await c.var.load((db, me) => [inboxOf(db, me, tab, after)])
    if (!viewer.profile) throw new HTTPException(401)
    const notices = rows[0].slice(0, PAGE).map(tidied)
    return show(
      c,
      InboxPage,
      {},
      {
        tab,
        notices,
        next: rows[0].length > PAGE ? nextAddress(tab, notices.at(-1)) : null,
        isFirst: after === null,
        now: c.var.now,
      },
    )
  })
  .put('/inbox/read', async (c) => {
    const { before = null } = await insist(c, ReadAll)
    const me = await signedIn(c)
    await markAllRead(c.var.db, me, before)
    return done(c, {}, '/inbox', { notice: 'All read.' })
  })
  .put('/inbox/:notification/read', async (c) => {
    const id = idParam(c, 'notification')
    const { stay } = await insist(c, Read)
    const { viewer, rows } = await c.var.load((db, me) => [findNotice(db, me, id)])
    if (!viewer.profile) throw new HTTPException(401)
    const [found] = rows[0]
    if (!found) throw new HTTPException(404)
    await markRead(c.var.db, viewer.profile.id, id)
    const notice = { ...tidied(found), isRead: true }
    const unread = Math.max(0, (c.var.shell.unread ?? 0) - (found.isRead ? 0 : 1))
    return done(c, notice, stay ? '/inbox' : notice.link, {
      fragment: (
        <>
          <NoticeRow notice={notice} now={c.var.now} />
          <NavBadge unread={unread} path="/inbox" />
        </>
      ),
    })
  })

async function signedIn(c: Context): Promise<string> {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  return viewer.profile.id
}

const nextAddress = (tab: Tab, last?: { id: string }) =>
  last ? `/inbox?${tab === 'unread' ? 'show=unread&' : ''}after=${last.id}` : null

/** A link leads to a page of ours, whatever was stored. */
const tidied = (row: InboxRow) => ({ ...row, link: returnPath(row.link) })
