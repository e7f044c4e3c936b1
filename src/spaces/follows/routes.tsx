import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { canEnter, canSee, touchedInSpace } from '../rules.ts'
import type { Level } from '../tables.ts'
import { deleteFollow, insertFollow, setSpaceLevel } from './queries.ts'
import { ChosenLevel } from './rules.ts'
import { SPACE_LEVELS, SpaceLevel } from './views.tsx'

type Gate = { Bindings: Env }

/** How much of a space one is told; following is one of the levels, and has its own short way. */
export const followRoutes = new Hono<Gate>()
  .put('/:community/s/:space/follow', async (c) => {
    const { me, space, ...at } = await placeIn(c)
    await insertFollow(c.var.db, space.id, me)
    return answer(c, { ...at, space }, 'follow')
  })
  .delete('/:community/s/:space/follow', async (c) => {
    const { me, space, ...at } = await placeIn(c)
    await deleteFollow(c.var.db, space.id, me)
    return answer(c, { ...at, space }, 'normal')
  })
  .put('/:community/s/:space/level', async (c) => {
    const { level } = await insist(c, ChosenLevel)
    const { me, space, ...at } = await placeIn(c)
    await setSpaceLevel(c.var.db, space.id, me, level)
    return answer(c, { ...at, space }, level)
  })

async function placeIn(c: Context<Gate>) {
  const { viewer, community } = await c.var.visit(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  const space = community.spaces.find(({ slug }) => slug === c.req.param('space'))
  if (!space || !canSee(viewer, space, community.isPublic)) throw new HTTPException(404)
  if (!isMember(viewer) || !canEnter(viewer, space, community.isPublic))
    throw new HTTPException(403, { message: 'Members follow the spaces that are open to them.' })
  return { me: viewer.profile.id, space, slug: community.slug }
}

type Place = Pick<Awaited<ReturnType<typeof placeIn>>, 'space' | 'slug'>

function answer(c: Context<Gate>, { space, slug }: Place, level: Level) {
  c.var.touch(...touchedInSpace(slug, space.slug))
  const at = `/${slug}/s/${space.slug}`
  const isFollowing = level === 'follow' || level === 'watch'
  return done(c, { isFollowing, level }, at, {
    notice: SPACE_LEVELS[level].done.replace('{space}', space.name),
    fragment: <SpaceLevel at={at} level={level} />,
  })
}
