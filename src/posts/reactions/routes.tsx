import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { findPlace, findPlaceOf } from '../comments/queries.ts'
import { canComment, commentPath } from '../comments/rules.ts'
import { touchedInPost } from '../rules.ts'
import { deleteReaction, insertReaction, reactionsOn, type Target } from './queries.ts'
import { isReactionKind } from './rules.ts'
import { Reactions } from './views.tsx'

type Write = typeof insertReaction

export const reactionRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/posts/:post/reactions/:type', (c) =>
    react(c, { type: 'post', id: idParam(c, 'post') }, insertReaction),
  )
  .delete('/:community/posts/:post/reactions/:type', (c) =>
    react(c, { type: 'post', id: idParam(c, 'post') }, deleteReaction),
  )
  .put('/:community/comments/:comment/reactions/:type', (c) =>
    react(c, { type: 'comment', id: idParam(c, 'comment') }, insertReaction),
  )
  .delete('/:community/comments/:comment/reactions/:type', (c) =>
    react(c, { type: 'comment', id: idParam(c, 'comment') }, deleteReaction),
  )

async function react(c: Context, target: Target, write: Write): Promise<Response> {
  const community = c.req.param('community') ?? ''
  const kind = c.req.param('type') ?? ''
  if (!isReactionKind(kind)) throw new HTTPException(404)
  const find = target.type === 'post' ? findPlace : findPlaceOf
  const { viewer, rows } = await c.var.visit((db, me) => [find(db, community, me, target.id)])
  const [place] = rows[0]
  if (!place) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!canComment(viewer, place.space))
    throw new HTTPException(403, { message: 'Join the community to react.' })
  const { db } = c.var
  const { id: me } = viewer.profile
  const [, { rows: now }] = await db.batch([
    write(db, target, kind, me),
    reactionsOn(db, target, me),
  ])
  c.var.touch(...touchedInPost(place.id))
  const { counts = {}, names = {}, mine = [] } = now[0] ?? {}
  const shown = { reactions: counts, reactors: names }
  const fragment = <Reactions {...{ target, community, mine }} {...shown} />
  const path =
    target.type === 'comment'
      ? commentPath(community, place.id, target.id)
      : `/${community}/posts/${place.id}`
  return done(c, { ...shown, mine: { reactions: mine } }, path, { fragment })
}
