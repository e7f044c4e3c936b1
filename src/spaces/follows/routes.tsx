import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { done } from '../../ui/respond.tsx'
import { canEnter, canSee, touchedInSpace } from '../rules.ts'
import { deleteFollow, insertFollow } from './queries.ts'
import { FollowButton } from './views.tsx'

/** Following a space: being told of what is new in it. */
export const followRoutes = new Hono<{ Bindings: Env }>()
  .put('/:community/s/:space/follow', (c) => follow(c, true))
  .delete('/:community/s/:space/follow', (c) => follow(c, false))

async function follow(c: Context<{ Bindings: Env }>, isFollowing: boolean) {
  const { viewer, community } = await c.var.visit(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  const space = community.spaces.find(({ slug }) => slug === c.req.param('space'))
  if (!space || !canSee(viewer, space, community.isPublic)) throw new HTTPException(404)
  if (!isMember(viewer) || !canEnter(viewer, space, community.isPublic))
    throw new HTTPException(403, { message: 'Members follow the spaces that are open to them.' })
  const write = isFollowing ? insertFollow : deleteFollow
  await write(c.var.db, space.id, viewer.profile.id)
  c.var.touch(...touchedInSpace(community.slug, space.slug))
  const at = `/${community.slug}/s/${space.slug}`
  const notice = isFollowing ? `You hear of what is new in ${space.name}.` : undefined
  return done(c, { isFollowing }, at, {
    notice,
    fragment: <FollowButton at={at} isFollowing={isFollowing} />,
  })
}
