import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../../communities/rules.ts'
import { show } from '../../../ui/respond.tsx'
import { download } from '../export/routes.tsx'
import { listSubscribers, type Subscriber, subscriberOf, subscribersIn } from './queries.ts'
import { Asked, HEAD, lineOf, PAGE } from './rules.ts'
import { SubscribersPage } from './views.tsx'

/** Rows of one round trip of the CSV. */
const MANY = 5000

/** Who has a plan, by name, and the same as CSV. */
export const subscriberRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/revenue/subscribers', async (c) => {
    const slug = c.req.param('community')
    const asked = Asked.parse({ show: c.req.query('show'), after: c.req.query('after') ?? null })
    const { viewer, rows } = await c.var.visit((db) => [
      listSubscribers(db, slug, asked.show, { after: asked.after, count: PAGE + 1 }),
    ])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'revenue')) throw new HTTPException(403)
    const found = rows[0].rows.map(subscriberOf)
    const subscribers = found.slice(0, PAGE)
    const next = found.length > PAGE ? (subscribers.at(-1)?.id ?? null) : null
    return show(
      c,
      SubscribersPage,
      { slug, show: asked.show, subscribers, next, now: c.var.now },
      null,
    )
  })
  .get('/:community/revenue/subscribers.csv', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'revenue')) throw new HTTPException(403)
    const next = (last: Subscriber | null) =>
      subscribersIn(c.var.db, community.slug, 'all', { after: last?.id ?? null, count: MANY })
    return download(c, 'subscribers', { head: HEAD, next, lineOf, count: MANY })
  })
