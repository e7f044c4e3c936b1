import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { canPostIn } from '../../spaces/rules.ts'
import { idParam } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { findOwn } from '../compose/queries.ts'
import { announce } from '../notices/queries.ts'
import { findPost, postsAt } from '../queries.ts'
import { postData, TEASER, touchedByAppearing } from '../rules.ts'
import { pageOfScheduled, publishOwn } from './queries.ts'
import { ScheduledPage } from './views.tsx'

export const scheduledRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/scheduled', async (c) => {
    const slug = c.req.param('community')
    const { viewer, rows } = await c.var.visit((db, me) => [
      postsAt(db, pageOfScheduled(slug, me), TEASER),
    ])
    if (!viewer.profile) throw new HTTPException(401)
    const posts = rows[0].map((row) => postData(row, slug, c.var.now)).reverse()
    return show(c, ScheduledPage, { slug, now: c.var.now }, { posts })
  })
  .put('/:community/posts/:post/publication', async (c) => {
    const slug = c.req.param('community')
    const id = idParam(c, 'post')
    const { viewer, community, rows } = await c.var.visit((db, me) => [findPost(db, slug, me, id)])
    const [[post]] = rows
    if (!post) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (post.authorId !== viewer.profile.id)
      throw new HTTPException(403, { message: 'Only its author can publish a post.' })
    const space = community.spaces.find((one) => one.id === post.space.id)
    if (!space || !canPostIn(viewer, space))
      throw new HTTPException(403, { message: 'Posting is not open to you in this space.' })
    const href = `/${slug}/posts/${id}`
    const { db } = c.var
    const told = { ...post, href, authorName: viewer.profile.fullName }
    const [, [now]] = await db.batch([
      publishOwn(db, post, viewer.profile.id),
      findOwn(db, id, viewer.profile.id),
      ...announce(db, told),
    ])
    if (!now?.publishedAt) throw new HTTPException(409)
    const author = viewer.profile.username
    c.var.touch(...touchedByAppearing({ id, slug, space: space.slug, author }))
    return done(c, { id, href }, href, { notice: 'Posted.' })
  })
