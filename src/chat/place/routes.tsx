import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember, isStaff } from '../../communities/rules.ts'
import { canEnter, canSee } from '../../spaces/rules.ts'

/**
 * The chat of the path and who asks, for writes about it.
 * @throws HTTPException 401, 403 or 404 for those who may not read it
 */
export async function chatOf(c: Context<{ Bindings: Env }>) {
  const { viewer, community } = await c.var.visit(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  const slug = c.req.param('space')
  const space = community.spaces.find((one) => one.slug === slug && one.spaceType === 'chat')
  if (!space || !canSee(viewer, space, community.isPublic)) throw new HTTPException(404)
  if (!isMember(viewer) || !canEnter(viewer, space, community.isPublic))
    throw new HTTPException(403)
  return {
    viewer,
    community,
    space,
    me: viewer.profile,
    at: `/${community.slug}/s/${space.slug}`,
  }
}

/** The same for its moderators. */
export async function moderated(c: Context<{ Bindings: Env }>) {
  const found = await chatOf(c)
  if (!isStaff(found.viewer)) throw new HTTPException(403)
  return found
}
