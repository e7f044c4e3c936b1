import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findSpace, spaceAt } from '../../spaces/manage/queries.ts'
import { canPostIn, canSee } from '../../spaces/rules.ts'
import { show } from '../../ui/respond.tsx'
import { PAGE, pageOfSpace } from '../lists/queries.ts'
import { cursorFrom, pageFrom } from '../lists/rules.ts'
import { myPosts, postsAt } from '../queries.ts'
import { postsFrom, TEASER } from '../rules.ts'
import { placeAt } from './queries.ts'
import { LockedPage, SpacePage } from './views.tsx'

export const spaceRoutes = new Hono<{ Bindings: Env }>().get('/:community/s/:space', async (c) => {
  const { community: slug, space: name } = c.req.param()
  const after = cursorFrom(c.req.query('after'))
  const { viewer, community, rows } = await c.var.visit((db, me) => {
    const page = pageOfSpace({ slug, space: name, me, after })
    return [
      findSpace(db, slug, name),
      placeAt(db, spaceAt(slug, name), me),
      postsAt(db, page, TEASER),
      myPosts(db, page, me),
    ]
  })
  const [[found], [place], all, own] = rows
  if (!found || !place) throw new HTTPException(404)
  const { settings, ...space } = found
  const mapped = { ...space, whoPosts: settings.whoPosts ?? 'members' } as const
  const { now } = c.var
  if (!place.isVisible) {
    if (found.isArchived || !canSee(viewer, mapped, community.isPublic))
      throw new HTTPException(404)
    return show(c, LockedPage, { slug, space, tiers: place.tiers }, null, 403)
  }
  const { shown, next } = pageFrom(all, PAGE)
  const { posts, mine } = postsFrom(shown, own, { slug, viewer, now })
  const isActive = viewer.role !== null && !space.isArchived
  const shared = {
    slug,
    space,
    followers: place.followers,
    isFirst: after === null,
    posts,
    next: next && `/${slug}/s/${name}?after=${next}`,
    now,
  }
  return show(c, SpacePage, shared, {
    profile: viewer.profile,
    mayFollow: isActive,
    isFollowing: place.isFollowing,
    mayPost: isActive && canPostIn(viewer, mapped) && space.spaceType === 'discussion',
    posts: mine,
  })
})
