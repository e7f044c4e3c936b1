import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { idParam } from '../../ui/input.ts'
import { show } from '../../ui/respond.tsx'
import { findPost } from '../queries.ts'
import { nameOf } from '../rules.ts'
import { revisionsOf } from './queries.ts'
import { editsOf } from './rules.ts'
import { HistoryPage } from './views.tsx'

export const historyRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/posts/:post/history',
  async (c) => {
    const slug = c.req.param('community')
    const id = idParam(c, 'post')
    const { viewer, rows } = await c.var.visit((db, me) => [
      findPost(db, slug, me, id),
      revisionsOf(db, id),
    ])
    const [[post], revisions] = rows
    if (!post) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'moderate'))
      throw new HTTPException(403, { message: 'Moderators see what a post said before.' })
    const shared = {
      post: { id, href: `/${slug}/posts/${id}`, name: nameOf(post) },
      edits: editsOf(revisions, post),
      now: c.var.now,
    }
    return show(c, HistoryPage, shared, null)
  },
)
