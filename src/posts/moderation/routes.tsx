import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may, standingOf } from '../../communities/rules.ts'
import { idParam } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { releaseOfPost } from '../attachments/queries.ts'
import { withdrawPost } from '../notices/queries.ts'
import { deletePost, findPost, myPosts, setPinned } from '../queries.ts'
import { myPost, postData, touchedByAppearing, touchedByLoss, touchedInPost } from '../rules.ts'
import { PostItem, postFills } from '../views.tsx'

type Gate = { Bindings: Env }

export const moderationRoutes = new Hono<Gate>()
  .delete('/:community/posts/:post', async (c) => {
    const { slug, row, mine, viewer } = await visible(c)
    if (!viewer.profile) throw new HTTPException(401)
    if (!mine.mayDelete) throw new HTTPException(403, { message: 'You cannot delete this post.' })
    const { db } = c.var
    const [gone, , released] = await db.batch([
      deletePost(db, row.id, viewer.profile.id),
      withdrawPost(db, row.id),
      releaseOfPost(db, row.id),
    ])
    if (!gone.length) throw new HTTPException(404)
    c.var.revoke(...touchedInPost(row.id), ...touchedByLoss(slug, released))
    const path = row.publishedAt ? `/${slug}/s/${row.space.slug}` : `/${slug}/scheduled`
    return done(c, { id: row.id }, path, { notice: 'Deleted.' })
  })
  .put('/:community/posts/:post/pin', (c) => pin(c, true))
  .delete('/:community/posts/:post/pin', (c) => pin(c, false))

async function pin(c: Context<Gate>, isPinned: boolean) {
  const { slug, row, viewer, own } = await visible(c)
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'pin')) throw new HTTPException(403, { message: 'Moderators pin posts.' })
  const [changed] = await setPinned(c.var.db, row.id, viewer.profile.id, isPinned)
  if (!changed) throw new HTTPException(404)
  const [space, author] = [row.space.slug, row.author.username]
  c.var.touch(...touchedByAppearing({ id: row.id, slug, space, author }))
  const now = c.var.now
  const post = postData({ ...row, isPinned }, slug, now)
  const from = URL.parse(c.req.header('referer') ?? '')?.pathname
  const fragment = (
    <PostItem
      {...{ post, slug, now }}
      standing={standingOf(viewer)}
      full={from === post.href}
      isAtHome={from === `/${slug}/s/${post.space.slug}`}
      fills={postFills(post, myPost(post, own, viewer), { slug, now })}
    />
  )
  const notice = isPinned ? 'Pinned.' : 'No longer pinned.'
  return done(c, { id: row.id, isPinned }, `/${slug}/posts/${row.id}`, { fragment, notice })
}

/** The post of the path, if the viewer may see it, and what it is to them. */
async function visible(c: Context<Gate>) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'post')
  const { viewer, rows } = await c.var.visit((db, me) => [
    findPost(db, slug, me, id),
    myPosts(db, [id], me),
  ])
  const [[row], [own]] = rows
  if (!row) throw new HTTPException(404)
  const { now } = c.var
  return { slug, row, own, viewer, mine: myPost(postData(row, slug, now), own, viewer) }
}
